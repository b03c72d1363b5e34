# shellcheck shell=bash
# To be sourced by hdfs.sh and yarn.sh: Hadoop's own servers, each in a JVM of its own.
. "$root/scripts/lib/cluster/site.sh"

# One directory of configuration for both, as HADOOP_CONF_DIR wants it.
hadoop_conf=$cluster/hadoop-conf

hadoop_jars() { maven_jars hadoop hadoop "Hadoop's servers"; }

# YARN's pages are made with a library that needs java.lang open on JDK 17.
HADOOP_JAVA_FLAGS=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m -Djava.net.preferIPv4Stack=true
  --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED)

# hadoop_class LEVEL CLASS ARGUMENTS... prints the words of the command, one a line.
hadoop_class() {
  local level=$1
  shift
  printf '%s\n' "$(java_command)" "${HADOOP_JAVA_FLAGS[@]}" "-Djava.io.tmpdir=$state/tmp" "-Dhadoop.home.dir=$cluster" \
    "-Dcluster.log=$level" \
    "-Dlog4j.configuration=file:$root/scripts/lib/cluster/log4j.properties" -cp "$hadoop_conf:$(hadoop_jars)/*" "$@"
}

# start_hadoop PART CLASS ARGUMENTS...
start_hadoop() {
  local part=$1 words
  shift
  mapfile -t words < <(hadoop_class INFO "$@")
  start "$part" "${words[@]}"
}

# remove_sites FILE...: and the directory with the last one.
remove_sites() {
  local name
  ours "$hadoop_conf" || return 0
  for name in "$@"; do rm -f "$hadoop_conf/$name"; done
  if [[ $(ls -A "$hadoop_conf") == "$MARK" ]]; then rm -r "$hadoop_conf"; fi
}

hadoop_env() {
  printf 'export HADOOP_CONF_DIR=%q SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=127.0.0.1\n' "$hadoop_conf"
}
