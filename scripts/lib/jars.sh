# shellcheck shell=bash
# To be sourced, with $root set: jars that are no part of Diabolo, from Maven, under target/.
. "$root/scripts/lib/target.sh"

# Whether a folder has the jars of that state.
complete() { [[ -f $1/.complete && $(<"$1/.complete") == "$2" ]]; }

# maven_jars NAME PROFILE WHAT prints the folder target/NAME, which holds the jars of that profile of lib/jars/pom.xml;
# fetches them where they are missing or of other versions.
maven_jars() {
  local folder=$root/target/$1 profile=$2 what=$3 pom=$root/scripts/lib/jars/pom.xml property versions=() state
  for property in spark.version scala.binary scala.version hadoop.version; do
    versions+=("-D$property=$(sed -n "s:.*<$property>\(.*\)</$property>.*:\1:p" "$root/pom.xml" | head -1)")
  done
  state="${versions[*]} $(cksum <"$pom")"
  complete "$folder" "$state" || maven_fetch "$folder" "$state" "$profile" "$what" "${versions[@]}" || return 1
  echo "$folder"
}

# In a shell of its own, with which the lock ends.
maven_fetch() (
  local folder=$1 state=$2 profile=$3 what=$4 fresh
  shift 4
  if ! command -v mvn >/dev/null || ! command -v flock >/dev/null; then
    echo "$what comes from Maven's repository, and needs Maven (mvn) and flock (of util-linux) for that." >&2
    return 1
  fi
  need_target "$what" && mkdir -p "$(dirname "$folder")" && lock_target || return 1
  # Somebody else may have been quicker.
  complete "$folder" "$state" && return
  echo "Fetching $what into $folder, the first time from the network ..." >&2
  # Beside the folder first, so that nobody sees half of it.
  fresh=$(mktemp -d "$folder.XXXXXX") || return 1
  if ! mvn -B -q -f "$root/scripts/lib/jars/pom.xml" -P "$profile" "-Djars=$fresh" "$@" package >"$fresh.log" 2>&1; then
    grep -E '^\[ERROR\]' "$fresh.log" | head -5 >&2 || tail -n 5 "$fresh.log" >&2
    rm -rf "$fresh"
    echo "$what could not be fetched; the whole log is $fresh.log" >&2
    return 1
  fi
  chmod 755 "$fresh"
  echo "$state" >"$fresh/.complete"
  rm -rf "$fresh.log" "$folder"
  mv "$fresh" "$folder"
)
