# shellcheck shell=bash disable=SC2154
# To be sourced by scripts/cluster: its folders, of which it changes and removes only those that it has made.

# In each folder that is ours.
MARK=.made-by-scripts-cluster

# What can be part of URIs, class paths, lists and XML alike.
PLAIN_PATH='^[[:alnum:]._/+@=~-]+$'

# open_state: the folder of this service's state is there and ours, and no other up or down works in this cluster while
# this process lives.
open_state() {
  [[ $cluster =~ $PLAIN_PATH ]] ||
    fail "The servers' files cannot be in '$cluster': a path of letters, digits and ._/+@=~- is allowed; set DIABOLO_CLUSTER to one."
  mkdir -p "$cluster" || exit 1
  lock
  claim "$state"
  mkdir -p "$state/tmp"
}

# claim FOLDER: makes it ours, if it has nothing of others.
claim() {
  ours "$1" && return
  if [[ -e $1 && (! -d $1 || -n $(ls -A "$1")) ]]; then
    fail "$1 is there and was not made by scripts/cluster; set DIABOLO_CLUSTER to a directory of its own."
  fi
  mkdir -p "$1"
  touch "$1/$MARK"
}

ours() { [[ -f $1/$MARK ]]; }

# Waits for another up or down of this cluster; held until this process ends, and not by the servers that it starts.
lock() {
  while [[ -d $cluster ]] || { [[ $command == up ]] && mkdir -p "$cluster"; }; do
    if ! { exec 9<"$cluster"; } 2>/dev/null; then
      [[ ! -e $cluster ]] || fail "$cluster cannot be read."
      continue
    fi
    if ! flock -n 9; then
      echo "Waiting for another scripts/cluster up or down ..." >&2
      flock 9
    fi
    # Unless the other has removed it meanwhile.
    if [[ $cluster -ef /proc/self/fd/9 ]]; then return; fi
  done
}
