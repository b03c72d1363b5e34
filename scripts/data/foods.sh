# shellcheck shell=bash disable=SC2154
# What foods hold, of the US Department of Agriculture: a wide table of mixed scales.

make_foods() {
  local package=cronometer data=usda_sr24.jar
  local origin="files given with --from"
  if [[ -z $from ]]; then
    unpack_debian "$package" "put $data of the program CRON-o-Meter 0.9.9 into a folder and pass it with --from DIR"
    from=$work/package/usr/share/cronometer
    origin="Debian package $package $(dpkg-deb --field "$work/$package"_*.deb Version)"
  fi
  need_files "$data"
  check_sums foods

  local files=4 share=1 command="scripts/fetch-data foods" choice=''
  if [[ -n $sample ]]; then
    files=1 share=0.5 command+=" --sample"
    choice="About half of those, chosen by a checksum of their ids."
  fi
  say "writing Parquet"
  local count columns=$root/scripts/data/foods.txt
  count=$(spark_java Foods "$from/$data" "$columns" "$work/foods" "$files" "$share")

  cp "$root/scripts/data/foods.LICENSE" "$work/"
  cat >"$work/foods.md" <<END
# What foods hold as Parquet

$count: the ones of which all the columns are known. $choice

- Made by the US Department of Agriculture: National Nutrient Database for Standard Reference, Release 24,
  <https://fdc.nal.usda.gov/>
- Taken from: $origin, which holds it as XML
- Licence: public domain, see [foods.LICENSE](foods.LICENSE)
- Converted by: \`$command\`

| column | type   | value                                                          |
|--------|--------|----------------------------------------------------------------|
| id     | string | the food's number in the database, five digits: \`11521\`        |
| name   | string | \`Taro leaves, cooked, steamed, without salt\`                   |
$(sed -n 's/^\([a-z0-9_]*\)|\(.*\)|.*/| \1 | double | \2 in 100 g of the food |/p' "$columns")

Not of one scale: a food has some hundred milligrams of potassium and a fraction of one of copper, and many
columns have a few values far from all others.
This file and the licence are not inside \`foods/\` because Spark would read them as Parquet.
END
}
