# shellcheck shell=bash
# To be sourced, with $root set: jars that are no part of Diabolo, from Maven, under target/.

# maven_jars NAME PROFILE WHAT prints the folder target/NAME, which holds the jars of that profile of lib/jars/pom.xml;
# fetches them where they are missing or of other versions.
maven_jars() {
  local folder=$root/target/$1 profile=$2 what=$3 pom=$root/scripts/lib/jars/pom.xml property versions=() state
  for property in spark.version scala.binary scala.version hadoop.version; do
    versions+=("-D$property=$(sed -n "s:.*<$property>\(.*\)</$property>.*:\1:p" "$root/pom.xml" | head -1)")
  done
  state="${versions[*]} $(cksum <"$pom")"
  if [[ ! -f $folder/.complete || $(<"$folder/.complete") != "$state" ]]; then
    maven_fetch "$folder" "$profile" "$what" "${versions[@]}" || return 1
    echo "$state" >"$folder/.complete"
  fi
  echo "$folder"
}

maven_fetch() {
  local folder=$1 profile=$2 what=$3 fresh
  shift 3
  if ! command -v mvn >/dev/null; then
    echo "$what comes from Maven's repository, and needs Maven (mvn) for that." >&2
    return 1
  fi
  echo "Fetching $what into $folder, the first time from the network ..." >&2
  mkdir -p "$(dirname "$folder")"
  # Beside the folder first, so that nobody sees half of it.
  fresh=$(mktemp -d "$folder.XXXXXX")
  if ! mvn -B -q -f "$root/scripts/lib/jars/pom.xml" -P "$profile" "-Djars=$fresh" "$@" package >"$fresh.log" 2>&1; then
    grep -E '^\[ERROR\]' "$fresh.log" | head -5 >&2 || tail -n 5 "$fresh.log" >&2
    rm -rf "$fresh"
    echo "$what could not be fetched; the whole log is $fresh.log" >&2
    return 1
  fi
  chmod 755 "$fresh"
  rm -rf "$fresh.log" "$folder"
  # Somebody else may have been quicker; theirs is as good.
  mv -T "$fresh" "$folder" 2>/dev/null || rm -rf "$fresh"
}
