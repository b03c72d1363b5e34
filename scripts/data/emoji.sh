# shellcheck shell=bash disable=SC2154
# Images of emoji of Google's Noto and their names in Unicode's CLDR.

make_emoji() {
  local packages=(emoji-datasource-google@16.0.0 cldr-annotations-full@48.2.0
    cldr-annotations-derived-full@48.2.0)
  local package origin="files given with --from"
  if [[ -z $from ]]; then
    for package in "${packages[@]}"; do
      unpack_npm "$package"
    done
    from=$work/package
    origin="npm packages ${packages[*]}"
  fi
  need_files emoji-datasource-google/emoji.json cldr-annotations-full/annotations/en/annotations.json \
    cldr-annotations-derived-full/annotationsDerived/en/annotations.json
  check_sums emoji

  local files=4 subcategories='' command="scripts/fetch-data emoji" choice="All of Emoji 16.0."
  if [[ -n $sample ]]; then
    files=1 command+=" --sample" choice="Hands, geometric shapes and hearts."
    subcategories=hand-fingers-open,hand-fingers-closed,hand-fingers-partial,hand-single-finger,geometric,heart
  fi
  say "writing Parquet"
  local count
  count=$(spark_java Emoji "$from" "$work/emoji" "$files" "$subcategories")

  cp "$root/scripts/data/emoji.LICENSE" "$work/"
  cat >"$work/emoji.md" <<END
# Images of emoji and their names as Parquet

$count. $choice

- Images: Noto Emoji, made by Google, <https://github.com/googlefonts/noto-emoji>, as they are in emoji-data of
  Cal Henderson, <https://github.com/iamcal/emoji-data>; its list of emoji too
- Names: the Unicode Common Locale Data Repository (CLDR), <https://cldr.unicode.org>: what is read out for an
  emoji in English
- Taken from: $origin
- Licences: images Apache-2.0 (flags: public domain), list MIT, names Unicode-3.0, see
  [emoji.LICENSE](emoji.LICENSE)
- Converted by: \`$command\`

| column | type   | value                                                                         |
|--------|--------|-------------------------------------------------------------------------------|
| id     | string | code points in hexadecimal: \`1F44B-1F3FF\`                                     |
| image  | binary | PNG of 64 × 64 pixels, red, green, blue and how opaque                        |
| name   | string | in lower case, no two the same: \`waving hand: dark skin tone\`                 |
| base   | string | the id of what it is a variant of, in skin tone, gender or direction: \`1F44B\` |
| origin | string | \`train\`, \`variant\` or \`base\`, see below                                       |
| group  | string | one of the categories of emoji-data: \`People & Body\`                          |

Two kinds are held out, each chosen by a checksum: \`base\` are all variants of about 7 % of the bases, \`variant\`
are about 7 % of the variants of the other bases, each of which has at least one in \`train\`.
This file and the licences are not inside \`emoji/\` because Spark would read them as Parquet.
END
}
