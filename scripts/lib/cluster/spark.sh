# shellcheck shell=bash
# To be sourced by scripts/cluster: Spark standalone, a Master and Workers.

# The numbers of the workers there are, up or not.
spark_workers() {
  local file
  for file in "$state"/worker-*.size; do
    [[ -f $file ]] || continue
    file=${file##*/worker-}
    echo "${file%.size}"
  done | sort -n
}

spark_up() {
  local workers='' cores='' memory='' number home
  while (($#)); do
    case $1 in
      --workers) need_number "$1" "${2:-}"; workers=$2 ;;
      --cores) need_number "$1" "${2:-}"; cores=$2 ;;
      --memory) need_size "$1" "${2:-}"; memory=$2 ;;
      *) misuse "scripts/cluster up: no option $1; there are --workers, --cores, --memory." ;;
    esac
    shift 2
  done
  home=$(spark_home) || exit 1
  open_state
  mkdir -p "$state/conf" "$state/recovery"
  spark_plan "$workers" "$cores" "$memory"
  spark_configuration
  export SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=127.0.0.1 SPARK_CONF_DIR=$state/conf
  export SPARK_DAEMON_MEMORY=512m SPARK_DAEMON_JAVA_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir=$state/tmp"
  # Executors' shuffles and blocks. Their java.io.tmpdir stays, and with it the native libraries that are unpacked there once.
  export SPARK_LOCAL_DIRS=$state/tmp
  spark_start_master "$home"
  for number in $(spark_workers); do spark_start_worker "$home" "$number"; done
  for number in $(spark_workers); do
    wait_until "worker-$number" spark_knows "$(<"$state/worker-$number.port")" || exit 1
  done
  spark_status
}

# Decides which workers there shall be: those there are, and new ones up to the number asked for.
spark_plan() {
  local workers=$1 cores=$2 memory=$3 number count size
  count=$(spark_workers | wc -l)
  if [[ -z $workers ]]; then workers=$((count > 0 ? count : 2)); fi
  if ((workers < count)); then
    fail "There are $count workers, more than --workers $workers; scripts/cluster down --worker N stops one."
  fi
  for number in $(spark_workers); do
    read -r -a size <"$state/worker-$number.size"
    [[ ${cores:-${size[0]}} == "${size[0]}" && ${memory:-${size[1]}} == "${size[1]}" ]] ||
      echo "worker-$number keeps its ${size[0]} cores and ${size[1]}: --cores and --memory are for new workers." >&2
  done
  number=1
  while ((count < workers)); do
    if [[ ! -f $state/worker-$number.size ]]; then
      echo "${cores:-1} ${memory:-2g}" >"$state/worker-$number.size"
      count=$((count + 1))
    fi
    number=$((number + 1))
  done
}

# The Master comes back after a kill -9 with the applications and workers it knew.
spark_configuration() {
  cat >"$state/conf/spark-defaults.conf" <<END
spark.deploy.recoveryMode       FILESYSTEM
spark.deploy.recoveryDirectory  $state/recovery
# On its own port or not at all.
spark.port.maxRetries           0
END
  cp "$root/scripts/lib/cluster/log4j2.properties" "$state/conf/"
}

spark_start_master() {
  local home=$1 port web
  running master >/dev/null && return
  port=$(port master 7077)
  web=$(port master-web 8080)
  start master "$home/bin/spark-class" org.apache.spark.deploy.master.Master \
    --host 127.0.0.1 --port "$port" --webui-port "$web"
  wait_until master spark_master_ready || exit 1
}

spark_start_worker() {
  local home=$1 number=$2 part=worker-$2 cores memory
  running "$part" >/dev/null && return
  read -r cores memory <"$state/$part.size"
  start "$part" "$home/bin/spark-class" org.apache.spark.deploy.worker.Worker \
    --host 127.0.0.1 --port "$(port "$part" 7078)" --webui-port "$(port "$part-web" 8081)" \
    --cores "$cores" --memory "$memory" --work-dir "$state/$part" "$(spark_url)"
}

spark_url() { echo "spark://127.0.0.1:$(<"$state/master.port")"; }

# The Master's own account of itself and its workers, one worker a line.
spark_page() { http_get "$(<"$state/master-web.port")" /json/ | tr -d ' \r\n' | sed 's/{"id":/\n&/g'; }

# Not before it has recovered.
spark_master_ready() { [[ $(spark_page) == *'"status":"ALIVE"'* ]]; }

spark_knows() {
  local line
  while read -r line; do
    if [[ $line == *"\"port\":$1,"*'"state":"ALIVE"'* ]]; then return 0; fi
  done < <(spark_page; echo)
  return 1
}

spark_status() {
  local number part missing=0 size
  if [[ ! -f $state/master.port ]]; then
    echo "Spark standalone is down; scripts/cluster up starts it."
    return 3
  fi
  status_line master "$(spark_url)  http://127.0.0.1:$(<"$state/master-web.port")"
  for number in $(spark_workers); do
    part=worker-$number
    read -r -a size <"$state/$part.size"
    status_line "$part" "${size[0]} cores, ${size[1]}  http://127.0.0.1:$(cat "$state/$part-web.port" 2>/dev/null)"
  done
  ((missing == 0)) || return 3
}

spark_down() {
  local parts=() number
  if (($#)); then
    [[ $1 == --worker ]] || misuse "scripts/cluster down: no option $1; there is --worker N."
    need_number "$1" "${2:-}"
    (($# == 2)) || misuse "scripts/cluster down --worker $2: no option $3."
    spark_down_worker "$2"
    return
  fi
  for number in $(spark_workers); do parts+=("worker-$number"); done
  # Workers first: they end their executors, and the Master has no time to start others elsewhere.
  stop_service "${parts[@]}" master
}

spark_down_worker() {
  local part=worker-$1 pids
  ours "$state" || fail "There are no workers of scripts/cluster."
  [[ -f $state/$part.size ]] || fail "There is no worker $1; there are: $(spark_workers | tr '\n' ' ')"
  if running "$part" >/dev/null; then stop "$(<"$state/$part.pid")"; fi
  mapfile -t pids < <(processes "$part" | grep .)
  stop "${pids[@]}"
  rm -rf "${state:?}/$part" "$state/$part".* "$state/$part-web.port"
  echo "spark: stopped $part"
}

spark_env() {
  running master >/dev/null || return 0
  printf 'export DIABOLO_MASTER=%q SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=127.0.0.1\n' "$(spark_url)"
}
