# shellcheck shell=bash disable=SC2154
# ENAMDICT: names in Latin letters and in katakana.

make_katakana() {
  local package=enamdict
  local origin="files given with --from"
  if [[ -z $from ]]; then
    unpack_debian "$package" "put the file enamdict, in EUC-JP, into a folder and pass it with --from DIR"
    from=$work/package/usr/share/edict
    origin="Debian package $package $(dpkg-deb --field "$work/$package"_*.deb Version)"
  fi
  need_files enamdict
  check_sums katakana

  local files=4 share=1 command="scripts/fetch-data katakana" choice="All that fit."
  if [[ -n $sample ]]; then
    files=1 share=0.15 command+=" --sample"
    choice="About 15 % of the names that fit, chosen by a checksum of the name."
  fi
  say "writing Parquet"
  local count
  count=$(spark_java Katakana "$from/enamdict" "$work/katakana" "$files" "$share")

  cp "$root/scripts/data/katakana.LICENSE" "$work/"
  cat >"$work/katakana.md" <<END
# Names in Latin letters and in katakana as Parquet

$count: entries of ENAMDICT whose headword is all katakana and which have a gloss of one word of
Latin letters. $choice

- Made by the Electronic Dictionary Research and Development Group (EDRDG) and James William Breen:
  ENAMDICT, <https://www.edrdg.org/enamdict/enamdict_doc.html>. This data set is derived from ENAMDICT,
  which is the property of the Group, and is used in conformance with the Group's licence
  <https://www.edrdg.org/edrdg/licence.html>.
- Taken from: $origin
- Licence: CC BY-SA 3.0, and so is this data set, see [katakana.LICENSE](katakana.LICENSE)
- Converted by: \`$command\`

| column   | type   | value                                                                       |
|----------|--------|-----------------------------------------------------------------------------|
| id       | string | number of the pair in the original order, of all pairs: \`00000\` …           |
| latin    | string | the name in Latin letters, upper and lower case: \`Urquhart\`                 |
| katakana | string | one of its katakana spellings, also with \`ー\` and \`・\`: \`アーカート\`           |

A name with several katakana spellings has a row for each: split by \`latin\`, so that it does not stand on
two sides. Names that differ in case alone are written as the first of them. Text is in NFC.
This file and the licence are not inside \`katakana/\` because Spark would read them as Parquet.
END
}
