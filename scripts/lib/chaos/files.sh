# shellcheck shell=bash disable=SC2034 # read by scripts/chaos
# To be sourced: one file, or folder, of each kind that a run writes: its name here, at which of those that match, and its
# path below the run's folder as a regular expression of Java's. What is on its way lies in the owner's folder.

WORK='\.owner/[0-9]{6}\.work'
KINDS=(
  "lease 1 \.owner/[0-9]{6}\.json"
  "manifest 3 manifest\.json"
  "input-files 1 input-files\.json"
  "rows 1 $WORK/prepared\.[^/]+/new/split=[^/]+(/part-[^/]+)?"
  "corpus-card 1 $WORK/prepared\.[^/]+/new/_corpus\.json"
  "corpus 1 prepared"
  "rounds 2 rounds\.jsonl"
  "checkpoint 2 checkpoints/round-[0-9]+\.checkpoint"
  "bundle-card 1 $WORK/bundle\.[^/]+/new/bundle\.json"
  "encoder 1 $WORK/bundle\.[^/]+/new/encoder\.zip"
  "decoder 1 $WORK/bundle\.[^/]+/new/decoder\.zip"
  "bundle-sums 1 $WORK/bundle\.[^/]+/new/SHA256SUMS"
  "bundle 1 bundle"
  "metrics 1 metrics\.json"
  "code-parts 1 $WORK/encodings\.[^/]+/new/part-[^/]+"
  "codes-made 1 $WORK/encodings\.[^/]+/new/_made\.json"
  "codes-success 1 $WORK/encodings\.[^/]+/new/_SUCCESS"
  "codes 1 encodings"
  "prediction-parts 1 $WORK/predictions\.[^/]+/new/part-[^/]+"
  "predictions 1 predictions"
  "result 1 result\.json"
)

# port_of LOG PID: where a JVM that waits for a debugger listens.
port_of() {
  local port
  while :; do
    port=$(sed -n 's/^Listening for transport dt_socket at address: \([0-9]*\)$/\1/p' "$1" 2>/dev/null)
    if [[ -n $port ]]; then echo "$port"; return; fi
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.1
  done
}
