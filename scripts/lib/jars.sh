# shellcheck shell=bash
# To be sourced, with $root set: jars that are no part of Diabolo, from Maven, under target/.

# maven_jars NAME PROFILE WHAT prints the folder target/NAME, which holds the jars of that profile of lib/jars/pom.xml;
# fetches them where it is missing or older than the versions.
maven_jars() {
  local folder=$root/target/$1 profile=$2 what=$3 pom=$root/scripts/lib/jars/pom.xml
  if [[ ! -f $folder/.complete || $pom -nt $folder/.complete || $root/pom.xml -nt $folder/.complete ]]; then
    maven_fetch "$folder" "$profile" "$what" "$pom" || return 1
  fi
  echo "$folder"
}

maven_fetch() {
  local folder=$1 profile=$2 what=$3 pom=$4 property fresh versions=()
  if ! command -v mvn >/dev/null; then
    echo "$what comes from Maven's repository, and needs Maven (mvn) for that." >&2
    return 1
  fi
  for property in spark.version scala.binary scala.version hadoop.version; do
    versions+=("-D$property=$(sed -n "s:.*<$property>\(.*\)</$property>.*:\1:p" "$root/pom.xml" | head -1)")
  done
  # The main pom's other changes make no new jars.
  if [[ -f $folder/.complete && ! $pom -nt $folder/.complete && $(<"$folder/.complete") == "${versions[*]}" ]]; then
    touch "$folder/.complete"
    return 0
  fi
  echo "Fetching $what into $folder, at the first time from the network ..." >&2
  mkdir -p "$root/target"
  # Whole or not at all, also where two start at the same time.
  fresh=$(mktemp -d "$root/target/jars.XXXXXX")
  if ! mvn -B -q -f "$pom" -P "$profile" "-Djars=$fresh" "${versions[@]}" package >"$fresh.log" 2>&1; then
    grep -E '^\[ERROR\]' "$fresh.log" | head -5 >&2 || tail -5 "$fresh.log" >&2
    rm -rf "$fresh"
    echo "$what could not be fetched; the whole log is $fresh.log" >&2
    return 1
  fi
  echo "${versions[*]}" >"$fresh/.complete"
  rm -rf "$fresh.log" "$folder"
  mkdir -p "$(dirname "$folder")"
  mv -T "$fresh" "$folder" 2>/dev/null || { rm -rf "$fresh"; [[ -f $folder/.complete ]]; }
}
