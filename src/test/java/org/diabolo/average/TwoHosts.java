package org.diabolo.average;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import org.diabolo.testing.LocalCluster;
import scala.Option;

/**
 * A standalone cluster with two addresses of this machine, an executor of one core at each: Spark
 * makes no speculative copy on the host that the first one runs on, so {@code local-cluster} never
 * does.
 */
final class TwoHosts implements AutoCloseable {
  private final RpcEnv master;
  private final RpcEnv[] workers = new RpcEnv[2];
  private final SparkConf conf;

  TwoHosts(Path folder) throws IOException {
    conf = LocalCluster.conf("set below");
    master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    String url = "spark://127.0.0.1:" + master.address().port();
    for (int i = 0; i < workers.length; i++) {
      workers[i] =
          Worker.startRpcEnvAndEndpoint(
              "127.0.0." + (i + 1),
              0,
              0,
              1,
              1024,
              new String[] {url},
              folder.toString(),
              Option.apply(i + 1),
              conf,
              Option.empty());
    }
    conf.setMaster(url).set("spark.executor.memory", "1g").set("spark.cores.max", "2");
  }

  SparkConf conf() {
    return conf;
  }

  @Override
  public void close() {
    for (RpcEnv worker : workers) {
      worker.shutdown();
      worker.awaitTermination();
    }
    master.shutdown();
    master.awaitTermination();
  }
}
