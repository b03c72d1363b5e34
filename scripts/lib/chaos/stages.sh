# shellcheck shell=bash disable=SC2034 # read by scripts/chaos
# To be sourced: in which stage a run is, told from what lies in its folder, which is there whole or not at all.

STAGES=(start prepare train evaluate encode predict)

# stage_of RUN prints the stage whose output is the first that is missing.
stage_of() {
  if [[ ! -e $1/manifest.json ]]; then echo start
  elif [[ ! -e $1/prepared/_corpus.json ]]; then echo prepare
  elif [[ ! -e $1/bundle/SHA256SUMS ]]; then echo train
  elif [[ ! -e $1/metrics.json ]]; then echo evaluate
  elif [[ ! -e $1/encodings/_SUCCESS ]]; then echo encode
  elif [[ ! -e $1/predictions/_SUCCESS ]]; then echo predict
  else echo end
  fi
}

now() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# Of milliseconds.
seconds() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); }

# await_stage RUN STAGE PID: until it is in that stage or beyond; fails if it ended before.
await_stage() {
  local order=" ${STAGES[*]} end " stage
  while :; do
    stage=$(stage_of "$1")
    # In the list from the wanted stage on.
    if [[ " $2 ${order#* "$2" }" == *" $stage "* ]]; then return 0; fi
    kill -0 "$3" 2>/dev/null || return 1
    sleep 0.02
  done
}

# measure_stages RUN PID: how many milliseconds each stage takes, in length.
measure_stages() {
  local stage before=start began ended
  declare -gA length=()
  for stage in "${STAGES[@]}"; do length[$stage]=1; done
  began=$(now)
  while kill -0 "$2" 2>/dev/null; do
    stage=$(stage_of "$1")
    if [[ $stage != "$before" ]]; then
      ended=$(now)
      length[$before]=$((ended - began))
      printf '%s took %s s\n' "$before" "$(seconds $((ended - began)))" >&2
      before=$stage began=$ended
    fi
    if [[ $stage == end ]]; then return; fi
    sleep 0.02
  done
}
