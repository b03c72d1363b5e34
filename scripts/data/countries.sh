# shellcheck shell=bash disable=SC2154
# Facts about countries, asked in several ways each.

make_countries() {
  local package=world-countries@5.1.0
  local origin="files given with --from"
  if [[ -z $from ]]; then
    unpack_npm "$package"
    from=$work/package
    origin="npm package ${package/@/ }"
  fi
  local data=world-countries/countries.json
  need_files "$data"
  check_sums countries

  local files=4 share=1 command="scripts/fetch-data countries" choice="All 250 countries and territories."
  if [[ -n $sample ]]; then
    files=1 share=0.2 command+=" --sample"
    choice="61 of the 250 countries and territories, chosen by a checksum of their codes."
  fi
  say "writing Parquet"
  local count
  count=$(spark_java Countries "$from/$data" "$root/scripts/data/countries.txt" "$work/countries" \
    "$files" "$share")

  cp "$root/scripts/data/countries.LICENSE" "$work/"
  cat >"$work/countries.md" <<END
# Questions about countries and their answers as Parquet

$count. $choice

- Made by Mohammed Le Doze and others: <https://github.com/mledoze/countries>. This data set contains
  information from it, which is made available under the Open Database License (ODbL).
- Taken from: $origin
- Licence: ODbL 1.0, and so is this data set, see [countries.LICENSE](countries.LICENSE)
- Converted by: \`$command\`, which puts the facts into the phrasings of \`scripts/data/countries.txt\`

| column   | type   | value                                                                       |
|----------|--------|-----------------------------------------------------------------------------|
| id       | string | the country's code and the number of the phrasing: \`ESP-001\`                |
| question | string | \`What is the capital of Spain?\`                                             |
| answer   | string | \`Madrid\`                                                                    |
| relation | string | what is asked for: \`capital\`, \`continent\`, \`region\`, \`currency\`, \`currency-code\`, \`language\`, \`demonym\`, \`calling-code\`, \`domain\`, \`alpha-2\`, \`alpha-3\`, \`official-name\`, \`country-of-capital\` or \`country-of-domain\` |
| country  | string | the country that the fact is about: \`Spain\`                                 |
| origin   | string | \`train\` or \`test\`                                                           |

Every fact is asked for in eight ways: six are \`train\` and two \`test\`, the same ones for all countries. So each
fact is seen in training, and no question of \`test\` is. Facts with several values (three capitals, two languages)
are left out, as are \`country-of-…\` where two countries share the value.
This file and the licence are not inside \`countries/\` because Spark would read them as Parquet.
END
}
