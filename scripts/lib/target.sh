# shellcheck shell=bash
# To be sourced, with $root set: target/, in which the scripts build, and which others may be building in.

# need_target WHAT: whether this user may write to target/; makes it where it is missing.
need_target() {
  mkdir -p "$root/target" 2>/dev/null && [[ -w $root/target ]] && return
  echo "$1 must be built, and you may not write to $root/target: it is another user's. Work in a clone of your own." >&2
  return 1
}

# Waits until nobody else builds here. The lock lasts as long as the shell that asks for it, so use one of its own.
# Fails where there is no flock.
lock_target() {
  command -v flock >/dev/null || return 1
  local lock
  exec {lock}<"$root/target"
  flock -n "$lock" && return
  echo "Waiting for another build in $root/target ..." >&2
  flock "$lock"
}
