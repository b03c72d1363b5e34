# shellcheck shell=bash
# To be sourced by scripts/cluster: HDFS, a NameNode and a DataNode.
. "$root/scripts/lib/cluster/hadoop.sh"

hdfs_up() {
  (($# == 0)) || misuse "scripts/cluster hdfs up has no option $1."
  hadoop_jars >/dev/null || exit 1
  open_state
  hdfs_configuration
  if ! running namenode >/dev/null; then
    if [[ ! -d $state/name/current ]]; then
      start_hadoop format org.apache.hadoop.hdfs.server.namenode.NameNode -format -nonInteractive -force
      while alive "$(<"$state/format.pid")"; do sleep 0.1; done
      [[ -d $state/name/current ]] || { complain "format has failed."; exit 1; }
    fi
    start_hadoop namenode org.apache.hadoop.hdfs.server.namenode.NameNode
  fi
  running datanode >/dev/null || start_hadoop datanode org.apache.hadoop.hdfs.server.datanode.DataNode
  wait_until namenode hdfs_ready || exit 1
  hdfs_status
}

hdfs_url() { echo "hdfs://127.0.0.1:$(<"$state/namenode.port")"; }

hdfs_configuration() {
  local web
  port namenode 9000 >/dev/null
  web=$(port namenode-web 9870)
  claim "$hadoop_conf"
  write_site "$hadoop_conf/core-site.xml" <<END
fs.defaultFS $(hdfs_url)
hadoop.tmp.dir $state/tmp
END
  write_site "$hadoop_conf/hdfs-site.xml" <<END
dfs.namenode.name.dir file://$state/name
dfs.datanode.data.dir file://$state/data
dfs.namenode.http-address 127.0.0.1:$web
dfs.namenode.rpc-bind-host 127.0.0.1
dfs.datanode.hostname 127.0.0.1
dfs.datanode.address 127.0.0.1:$(port datanode 9866)
dfs.datanode.http.address 127.0.0.1:$(port datanode-web 9864)
dfs.datanode.ipc.address 127.0.0.1:$(port datanode-ipc 9867)
dfs.namenode.datanode.registration.ip-hostname-check false
dfs.replication 1
dfs.permissions.enabled false
dfs.namenode.safemode.extension 0
dfs.namenode.safemode.min.datanodes 1
dfs.namenode.heartbeat.recheck-interval 10000
END
}

# Out of safe mode, and with a DataNode that is alive.
hdfs_ready() {
  local page
  alive "$(<"$state/datanode.pid")" || { complain "datanode has ended at once."; exit 1; }
  page=$(http_get "$(<"$state/namenode-web.port")" '/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState' | tr -d ' \n')
  [[ $page == *'"FSState":"Operational"'* && $page == *'"NumLiveDataNodes":1'* ]]
}

hdfs_status() {
  local missing=0
  if [[ ! -f $state/namenode.port ]]; then
    echo "HDFS is down; scripts/cluster hdfs up starts it."
    return 3
  fi
  status_line namenode "$(hdfs_url)  http://127.0.0.1:$(<"$state/namenode-web.port")"
  status_line datanode "http://127.0.0.1:$(<"$state/datanode-web.port")"
  ((missing == 0)) || return 3
}

hdfs_down() {
  remove_sites core-site.xml hdfs-site.xml
  stop_service datanode namenode
}

hdfs_env() {
  if running namenode >/dev/null; then hadoop_env; fi
}

hdfs_fs() {
  local words
  [[ -f $state/namenode.port ]] || fail "HDFS is down; scripts/cluster hdfs up starts it."
  mapfile -t words < <(hadoop_class WARN org.apache.hadoop.fs.FsShell "$@")
  exec "${words[@]}"
}
