# shellcheck shell=bash
# To be sourced by scripts/cluster: YARN, a ResourceManager and a NodeManager.
. "$root/scripts/lib/cluster/hadoop.sh"

yarn_up() {
  local cores='' memory='' java_home home
  while (($#)); do
    case $1 in
      --cores) need_number "$1" "${2:-}"; cores=$2 ;;
      --memory) need_size "$1" "${2:-}"; memory=$2 ;;
      *) misuse "scripts/cluster yarn up: no option $1; there are --cores, --memory." ;;
    esac
    shift 2
  done
  hadoop_jars >/dev/null || exit 1
  home=$(spark_home) || exit 1
  [[ $home =~ $PLAIN_PATH ]] || fail "YARN takes Spark's jars by a URI, which '$home' cannot be part of: a path of letters," \
    "digits and ._/+@=~- is allowed; set SPARK_HOME to a Spark that is at one."
  open_state
  yarn_size "$cores" "$memory"
  yarn_configuration
  yarn_spark_properties "$home"
  # Containers are started with the JAVA_HOME of the NodeManager.
  java_home=$(yarn_java_home)
  running resourcemanager >/dev/null ||
    start_hadoop resourcemanager org.apache.hadoop.yarn.server.resourcemanager.ResourceManager
  running nodemanager >/dev/null ||
    JAVA_HOME=$java_home start_hadoop nodemanager org.apache.hadoop.yarn.server.nodemanager.NodeManager
  wait_until resourcemanager yarn_ready || exit 1
  yarn_status
}

# What the NodeManager offers is fixed when it starts.
yarn_size() {
  local cores=$1 memory=$2 size
  if [[ -n $cores$memory ]] && running nodemanager >/dev/null; then
    fail "The NodeManager runs with $(<"$state/size") (cores, memory); scripts/cluster yarn down first, to change that."
  fi
  read -r -a size < <(cat "$state/size" 2>/dev/null || echo 4 6g)
  echo "${cores:-${size[0]}} ${memory:-${size[1]}}" >"$state/size"
}

yarn_java_home() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    echo "$JAVA_HOME"
  else
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p'
  fi
}

yarn_configuration() {
  local cores memory
  read -r cores memory <"$state/size"
  case $memory in
    *g) memory=$((${memory%g} * 1024)) ;;
    *m) memory=${memory%m} ;;
  esac
  # Memory is checked as on a real cluster: who takes more than was asked for is killed. Virtual memory is not, as JVMs
  # reserve far more than they use.
  claim "$hadoop_conf"
  write_site "$hadoop_conf/yarn-site.xml" <<END
hadoop.tmp.dir $state/tmp
yarn.node-attribute.fs-store.root-dir file://$state/node-attributes
yarn.resourcemanager.hostname 127.0.0.1
yarn.resourcemanager.bind-host 127.0.0.1
yarn.resourcemanager.address 127.0.0.1:$(port resourcemanager 8032)
yarn.resourcemanager.scheduler.address 127.0.0.1:$(port scheduler 8030)
yarn.resourcemanager.resource-tracker.address 127.0.0.1:$(port resource-tracker 8031)
yarn.resourcemanager.admin.address 127.0.0.1:$(port admin 8033)
yarn.resourcemanager.webapp.address 127.0.0.1:$(port resourcemanager-web 8088)
yarn.resourcemanager.am.max-attempts 2
yarn.nodemanager.hostname 127.0.0.1
yarn.nodemanager.bind-host 127.0.0.1
yarn.nodemanager.address 127.0.0.1:$(port nodemanager 8041)
yarn.nodemanager.localizer.address 127.0.0.1:$(port localizer 8040)
yarn.nodemanager.webapp.address 127.0.0.1:$(port nodemanager-web 8042)
yarn.nodemanager.collector-service.address 127.0.0.1:$(port collector 8048)
yarn.nodemanager.local-dirs $state/local
yarn.nodemanager.log-dirs $state/containers
yarn.nodemanager.resource.cpu-vcores $cores
yarn.nodemanager.resource.memory-mb $memory
yarn.nodemanager.pmem-check-enabled true
yarn.nodemanager.vmem-check-enabled false
yarn.nodemanager.container-monitor.interval-ms 1000
yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage 99.9
yarn.scheduler.minimum-allocation-mb 128
yarn.scheduler.maximum-allocation-mb $memory
yarn.scheduler.maximum-allocation-vcores $cores
yarn.nodemanager.env-whitelist JAVA_HOME
END
  write_site "$hadoop_conf/capacity-scheduler.xml" <<END
yarn.scheduler.capacity.root.queues default
yarn.scheduler.capacity.root.default.capacity 100
yarn.scheduler.capacity.maximum-am-resource-percent 0.9
yarn.scheduler.capacity.resource-calculator org.apache.hadoop.yarn.util.resource.DominantResourceCalculator
END
}

# What an application must be told here: Spark's jars need no upload, and all stays on loopback.
yarn_spark_properties() {
  local home=$1 kind name
  {
    echo "# Spark on this YARN: for spark-submit --properties-file."
    echo "spark.yarn.jars local:$home/jars/*"
    for kind in spark.yarn.appMasterEnv spark.executorEnv; do
      for name in SPARK_LOCAL_IP SPARK_LOCAL_HOSTNAME; do echo "$kind.$name 127.0.0.1"; done
    done
  } >"$state/spark.properties"
}

# With a NodeManager that is there.
yarn_ready() {
  local page
  alive "$(<"$state/nodemanager.pid")" || { complain "nodemanager has ended at once."; exit 1; }
  page=$(http_get "$(<"$state/resourcemanager-web.port")" /ws/v1/cluster/metrics | tr -d ' \n')
  [[ $page =~ activeNodes\"?[:\>]1 ]]
}

yarn_status() {
  local missing=0 size
  if [[ ! -f $state/resourcemanager.port ]]; then
    echo "YARN is down; scripts/cluster yarn up starts it."
    return 3
  fi
  read -r -a size <"$state/size"
  status_line resourcemanager "http://127.0.0.1:$(<"$state/resourcemanager-web.port")"
  status_line nodemanager "${size[0]} cores, ${size[1]}  http://127.0.0.1:$(<"$state/nodemanager-web.port")"
  ((missing == 0)) || return 3
}

yarn_down() {
  remove_sites yarn-site.xml capacity-scheduler.xml
  stop_service nodemanager resourcemanager
}

yarn_env() {
  running resourcemanager >/dev/null || return 0
  hadoop_env
  printf 'export DIABOLO_YARN_PROPERTIES=%q\n' "$state/spark.properties"
}
