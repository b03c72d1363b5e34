# shellcheck shell=bash disable=SC2154
# The Bible in English and in Spanish, verse by verse.

make_bible() {
  local packages=(sword-text-web sword-text-sparv)
  local package origin="files given with --from"
  if [[ -z $from ]]; then
    origin="Debian packages"
    for package in "${packages[@]}"; do
      unpack_debian "$package" "install the SWORD modules of the World English Bible and of Reina-Valera 1909\
 in a folder and pass it, the one with modules/ in it, with --from DIR"
      origin+=" $package $(dpkg-deb --field "$work/$package"_*.deb Version)"
    done
    from=$work/package/usr/share/sword
  fi
  local english spanish
  english=$(sword_module 'engWEB*')
  spanish=$(sword_module 'spaRV1909*')
  check_sums bible

  local files=4 share=1 longest=100000 command="scripts/fetch-data bible" choice=''
  if [[ -n $sample ]]; then
    files=1 share=0.4 longest=90 command+=" --sample"
    choice="About 40 % of those with at most $longest characters in each language, chosen by a checksum of their ids."
  fi
  say "writing Parquet"
  local count
  count=$(spark_java Bible "$english" "$spanish" "$root/scripts/data/bible.txt" "$work/bible" \
    "$files" "$share" "$longest")

  cp "$root/scripts/data/bible.LICENSE" "$work/"
  cat >"$work/bible.md" <<END
# The Bible in English and in Spanish as Parquet

$count that both have. $choice

- English: World English Bible (2020 stable text edition), <https://ebible.org/web/>
- Spanish: Reina-Valera of 1909, <https://ebible.org/details.php?id=spaRV1909>
- Taken from: $origin
- Licence: public domain, both, see [bible.LICENSE](bible.LICENSE)
- Converted by: \`$command\`

| column  | type   | value                                                    |
|---------|--------|----------------------------------------------------------|
| id      | string | short name of the book, chapter and verse: \`John.11.35\`  |
| english | string | \`Jesus wept.\`                                            |
| spanish | string | \`Y lloró Jesús.\`                                         |
| book    | string | the book's English name: \`John\`                          |

Notes, headings and marks of every kind are left out, but not the headings of psalms; the words are unchanged, the
Spanish ones in the spelling of 1909 (\`á\`, \`fué\`) and with the first word of a chapter in capitals. Books of the
English text that the Spanish one does not have are left out. So are verses that one of the two lacks (as the Spanish
text counts some otherwise), with the verse before each, and verses more than 2.5 times as long in one language as in
the other, and eleven chapters whose verses the Spanish text numbers otherwise (Numbers 13, Job 39 and so on).
Some verses are alike word by word: split by \`english\`, so that they do not stand on two sides.
This file and the licence are not inside \`bible/\` because Spark would read them as Parquet.
END
}

# The folder of the one SWORD module of texts whose name is like $1.
sword_module() {
  local found
  # shellcheck disable=SC2206 # $1 is a pattern
  found=("$from"/modules/texts/ztext/$1)
  [[ ${#found[@]} == 1 && -f ${found[0]}/nt.bzv ]] || die "not one SWORD module $1 in $from/modules/texts/ztext"
  echo "${found[0]}"
}
