# shellcheck shell=bash disable=SC2119,SC2120,SC2154
# To be sourced: processes and ports of one service, whose files are in $state; $service is its name.

# Seconds in which a server that is not ready must do something; after which one that is asked to end is killed; and in
# which the system must have cleared it away then.
QUIET_LIMIT=120
STOP_LIMIT=15
KILL_LIMIT=120

# start NAME COMMAND... in the background, with output in NAME.log. Whatever the process starts in its turn, executors and
# drivers too, inherits two variables by which it is found again, even if its parent has been killed.
start() {
  local name=$1
  shift
  (
    # A process group of its own, out of reach of a Ctrl-C for this script.
    set -m
    cd "$state" || exit 1
    DIABOLO_CLUSTER_STATE=$state DIABOLO_CLUSTER_PART=$name nohup "$@" >>"$state/$name.log" 2>&1 </dev/null 9<&- &
    echo $! >"$state/$name.pid"
  )
}

# The pids of all processes with a variable of that value, NAME=VALUE.
processes_with() {
  local file pid
  while read -r file; do
    pid=${file#/proc/}
    echo "${pid%/environ}"
  done < <(grep -lsazFx -- "$1" /proc/[0-9]*/environ)
}

# The processes of this service, or of one of its parts and what that has started.
processes() {
  local pid all
  all=$(processes_with "DIABOLO_CLUSTER_STATE=$state" | sort)
  if (($#)); then
    all=$(comm -12 <(echo "$all") <(processes_with "DIABOLO_CLUSTER_PART=$1" | sort))
  fi
  echo "$all"
}

# Prints the pid of a part if it runs; a pid that another program has by now does not count.
running() {
  local pid
  [[ -f $state/$1.pid ]] || return 1
  pid=$(<"$state/$1.pid")
  # In the instant of an exec a process has no variables to be seen.
  for _ in 1 2 3; do
    alive "$pid" || return 1
    if grep -qsazFx -- "DIABOLO_CLUSTER_STATE=$state" "/proc/$pid/environ" &&
      grep -qsazFx -- "DIABOLO_CLUSTER_PART=$1" "/proc/$pid/environ"; then
      echo "$pid"
      return 0
    fi
    sleep 0.05
  done
  return 1
}

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# port NAME PREFERRED prints the port of that name: the one it had, else the preferred one, else a free one.
port() {
  local file=$state/$1.port candidate=$2
  if [[ ! -f $file ]]; then
    # Below the ports that the system gives to clients; no two of one cluster.
    while listening "$candidate" || grep -qsx "$candidate" "$cluster"/*/*.port; do
      candidate=$((20000 + RANDOM % 12000))
    done
    echo "$candidate" >"$file"
  fi
  cat "$file"
}

# wait_until PART CONDITION...: until the condition holds; fails if the part has ended, or does nothing any more. On a busy
# machine it may take as long as it likes.
wait_until() {
  local part=$1 quiet=$SECONDS look=$SECONDS before=-1 since=0 size asked
  shift
  until "$@"; do
    if ! alive "$(<"$state/$part.pid")"; then
      complain "$part has ended at once."
      return 1
    fi
    if ((SECONDS >= look)); then
      look=$((SECONDS + 5))
      size=$(stat -c %s "$state/$part.log")
      asked=$(asked_by "$part")
      if ((size != before)); then before=$size quiet=$SECONDS since=$asked; fi
      # Heartbeats and collectors of garbage ask for less.
      if ((SECONDS - quiet > QUIET_LIMIT && (asked - since) * 20 < SECONDS - quiet)); then
        complain "$part is not ready, and has done nothing for $((SECONDS - quiet)) seconds."
        return 1
      fi
    fi
    sleep 0.2
  done
}

# The seconds that a part's threads have run, or waited for a processor to run on, as Linux counts them.
asked_by() {
  local pid file ran waited sum=0
  for pid in $(processes "$1"); do
    for file in /proc/"$pid"/task/*/schedstat; do
      if { read -r ran waited _ <"$file"; } 2>/dev/null; then sum=$((sum + ran + waited)); fi
    done
  done
  echo $((sum / 1000000000))
}

complain() {
  local part=${1%% *}
  printf '%s\n' "$1" >&2
  grep -E 'ERROR|Exception|Caused by' "$state/$part.log" | tail -5 >&2 || tail -n 5 "$state/$part.log" >&2
  printf '%s\n' "The whole log is $state/$part.log" "If a port was taken meanwhile, scripts/cluster $service down and up take others." >&2
}

# Stops processes: asks, waits, kills; fails if one is still there.
stop() {
  local pids=("$@") signal deadline pid left
  for signal in TERM KILL; do
    ((${#pids[@]})) || return 0
    kill -"$signal" "${pids[@]}" 2>/dev/null || true
    deadline=$((SECONDS + STOP_LIMIT))
    [[ $signal == TERM ]] || deadline=$((SECONDS + KILL_LIMIT))
    while ((${#pids[@]} && SECONDS < deadline)); do
      left=()
      for pid in "${pids[@]}"; do alive "$pid" && left+=("$pid"); done
      pids=("${left[@]}")
      ((${#pids[@]})) && sleep 0.1
    done
  done
  ((${#pids[@]} == 0)) || fail "These processes do not end, not even by kill -9: ${pids[*]}"
}

# A zombie that its parent has not waited for yet is no process any more.
alive() {
  kill -0 "$1" 2>/dev/null || return 1
  [[ ! -r /proc/$1/stat ]] || [[ $(sed -E 's/.*\) ([A-Z]).*/\1/' "/proc/$1/stat" 2>/dev/null) != [ZX] ]]
}

# stop_service PART...: stops those parts one after another, then all they have left behind; removes the state.
stop_service() {
  local part pid stopped=() rest=() ports=() file value deadline
  if [[ ! -d $state ]]; then
    echo "$service: nothing was up."
    return
  fi
  ours "$state" || fail "$state was not made by scripts/cluster, which leaves it as it is."
  for part in "$@"; do
    if pid=$(running "$part"); then
      stop "$pid"
      stopped+=("$part")
    fi
  done
  # Twice: what has just been started by a part that ended is found too.
  for _ in 1 2; do
    mapfile -t rest < <(processes | grep .)
    if ((${#rest[@]})); then
      stop "${rest[@]}"
      stopped+=("${#rest[@]} more that they had started")
    fi
  done
  # A process that is dead by its state may still be closing its sockets.
  deadline=$((SECONDS + KILL_LIMIT))
  for file in "$state"/*.port; do
    [[ -f $file ]] || continue
    value=$(<"$file")
    while listening "$value" && ((SECONDS < deadline)); do sleep 0.1; done
    listening "$value" && ports+=("$value")
  done
  rm -rf "$state"
  rmdir "$cluster" 2>/dev/null || true
  if ((${#stopped[@]})); then
    printf '%s: stopped %s\n' "$service" "$(printf '%s, ' "${stopped[@]}" | sed 's/, $//')"
  else
    echo "$service: nothing was running."
  fi
  if ((${#ports[@]})); then fail "$service: another program listens on port ${ports[*]} now."; fi
}

# Prints one line of status; counts what is down in $missing.
status_line() {
  local part=$1 address=$2 pid
  if pid=$(running "$part"); then
    printf '%-16s up    pid %-8s %s\n' "$part" "$pid" "$address"
  else
    printf '%-16s DOWN               %s\n' "$part" "$address"
    missing=$((${missing:-0} + 1))
  fi
}

# Page PATH of 127.0.0.1:PORT, or nothing.
http_get() {
  # shellcheck disable=SC2016 # expanded by the inner bash
  timeout 10 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1" && printf "GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n" "$2" "$1" >&3 &&
    cat <&3' get "$1" "$2" 2>/dev/null || true
}

# What options accept: need_... OPTION VALUE.
need_number() { [[ ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || misuse "$1 is '${2:-}': it must be a number from 1."; }
need_size() { [[ ${2:-} =~ ^[1-9][0-9]*[mg]$ ]] || misuse "$1 is '${2:-}': it must be a size such as 2g or 1500m."; }
