# shellcheck shell=bash
# To be sourced by scripts/cluster: an S3 server that keeps all in memory, and what Spark must be told to use it.

. "$root/scripts/lib/cluster/site.sh"

BUCKET=diabolo

s3_up() {
  (($# == 0)) || misuse "scripts/cluster s3 up has no option $1."
  local server client
  server=$(maven_jars s3proxy s3proxy "An S3 server") || exit 1
  client=$(maven_jars s3a s3a "Hadoop's s3a: file system") || exit 1
  open_state
  mkdir -p "$state/conf"
  if ! running s3proxy >/dev/null; then
    s3_configuration "$client"
    start s3proxy "$(java_command)" -XX:+UseSerialGC -Xmx1g "-Djava.io.tmpdir=$state/tmp" \
      "-Dlogback.configurationFile=$root/scripts/lib/cluster/logback.xml" -cp "$server/*" \
      org.gaul.s3proxy.Main --properties "$state/conf/s3proxy.properties"
  fi
  wait_until s3proxy listening "$(<"$state/s3proxy.port")" || exit 1
  s3_bucket "$client" || { complain "s3proxy does not make a bucket."; exit 1; }
  s3_status
}

s3_endpoint() { echo "http://127.0.0.1:$(<"$state/s3proxy.port")"; }

# The same in three notations: the server's, Spark's properties, and Hadoop's for the shell.
s3_configuration() {
  local client=$1
  port s3proxy 9090 >/dev/null
  cat >"$state/conf/s3proxy.properties" <<END
s3proxy.endpoint=$(s3_endpoint)
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity=diabolo
s3proxy.credential=diabolo-secret
jclouds.provider=transient
jclouds.identity=memory
jclouds.credential=memory
END
  {
    echo "# Spark with s3a://$BUCKET: for spark-submit --properties-file."
    echo "spark.driver.extraClassPath $client/*"
    echo "spark.executor.extraClassPath $client/*"
    s3a_settings | sed 's/^/spark.hadoop./'
  } >"$state/spark.properties"
  s3a_settings | write_site "$state/conf/core-site.xml"
}

s3a_settings() {
  cat <<END
fs.s3a.endpoint $(s3_endpoint)
fs.s3a.endpoint.region us-east-1
fs.s3a.path.style.access true
fs.s3a.connection.ssl.enabled false
fs.s3a.access.key diabolo
fs.s3a.secret.key diabolo-secret
END
}

s3_java() {
  local client=$1 home
  shift
  home=$(spark_home) || exit 1
  "$(java_command)" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dlog4j2.configurationFile=$root/conf/log4j2.properties" \
    -cp "$state/conf:$client/*:$home/jars/*" "$@"
}

# A server that is up but has no bucket is of no use, and s3a: makes none. What there was, was in memory.
s3_bucket() {
  s3_java "$1" "$root/scripts/lib/cluster/Bucket.java" "$(s3_endpoint)" diabolo diabolo-secret "$BUCKET" >>"$state/s3proxy.log" 2>&1
}

s3_status() {
  local missing=0
  if [[ ! -f $state/s3proxy.port ]]; then
    echo "S3 is down; scripts/cluster s3 up starts it."
    return 3
  fi
  status_line s3proxy "s3a://$BUCKET  $(s3_endpoint)  $state/spark.properties"
  ((missing == 0)) || return 3
}

s3_down() { stop_service s3proxy; }

s3_env() {
  running s3proxy >/dev/null || return 0
  printf 'export DIABOLO_S3=%q DIABOLO_S3_PROPERTIES=%q\n' "s3a://$BUCKET" "$state/spark.properties"
}

s3_fs() {
  [[ -f $state/s3proxy.port ]] || fail "S3 is down; scripts/cluster s3 up starts it."
  s3_java "$(maven_jars s3a s3a "Hadoop's s3a: file system")" org.apache.hadoop.fs.FsShell "$@"
}
