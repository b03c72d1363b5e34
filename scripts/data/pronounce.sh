# shellcheck shell=bash disable=SC2154
# The CMU pronouncing dictionary: English words and their phonemes.

make_pronounce() {
  local package=cmu-pronouncing-dictionary@3.0.0
  local origin="files given with --from"
  if [[ -z $from ]]; then
    unpack_npm "$package"
    from=$work/package
    origin="npm package ${package/@/ }"
  fi
  local data=cmu-pronouncing-dictionary/index.js
  need_files "$data"
  check_sums pronounce

  local files=4 share=1 command="scripts/fetch-data pronounce" choice="All words of the letters a to z alone"
  if [[ -n $sample ]]; then
    files=1 share=0.15 command+=" --sample"
    choice="About 15 % of the words of the letters a to z alone, chosen by a checksum of the word"
  fi
  say "writing Parquet"
  local count
  count=$(spark_java Pronounce "$from/$data" "$work/pronounce" "$files" "$share")

  cp "$root/scripts/data/pronounce.LICENSE" "$work/"
  cat >"$work/pronounce.md" <<END
# English words and their phonemes as Parquet

$count. $choice.

- Made by Carnegie Mellon University: the CMU Pronouncing Dictionary, <https://github.com/cmusphinx/cmudict>
- Taken from: $origin, which holds it as JavaScript
- Licence: BSD-2-Clause (the package's own code, of which nothing is here, is under ISC), see
  [pronounce.LICENSE](pronounce.LICENSE)
- Converted by: \`$command\`

| column   | type   | value                                                                       |
|----------|--------|-----------------------------------------------------------------------------|
| word     | string | the word in lower case, in one row only: \`abbreviate\`                       |
| phonemes | string | its first pronunciation: phonemes of ARPABET with spaces between, without the digits for stress: \`AH B R IY V IY EY T\` |

Words with other characters (\`'bout\`, \`a.m.\`) and further pronunciations (\`a(2)\`) are left out.
This file and the licence are not inside \`pronounce/\` because Spark would read them as Parquet.
END
}
