package org.diabolo.cli;

import java.nio.file.Path;
import org.apache.spark.SecurityManager;
import org.apache.spark.SecurityManager$;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.DeployMessages.KillDriverResponse;
import org.apache.spark.deploy.DeployMessages.RequestKillDriver;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.util.Utils;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * A standalone cluster starts a driver under {@code --supervise} again whatever its exit code says,
 * and would do so for ever where the same must happen again. So such a driver has itself killed, by
 * the message of Spark's own {@code Client kill}: then its state is KILLED, not RELAUNCHING.
 */
final class Supervision {
  private static final long MOST_MILLIS_TO_LIVE = 30_000;

  private Supervision() {}

  /**
   * To be called before the end of a process.
   *
   * @param kind how it ends
   */
  static void ending(Kind kind) {
    if (kind.retry() || !Boolean.getBoolean("spark.driver.supervise")) {
      return;
    }
    // The worker gives each driver a folder of that name to work in.
    String driver = String.valueOf(Path.of("").toAbsolutePath().getFileName());
    System.err.println(
        "To start " + driver + " again would not help: it is not supervised further.");
    try {
      if (kill(driver)) {
        Thread.sleep(MOST_MILLIS_TO_LIVE);
      }
      System.err.println("The Master does not stop " + driver);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      System.err.println("The Master cannot be asked to stop " + driver + ": " + e.getMessage());
    }
  }

  /**
   * Asks all Masters, of which one leads; says whether it knew the driver. Spark throws checked
   * exceptions.
   */
  private static boolean kill(String driver) throws Exception {
    SparkConf conf = new SparkConf();
    SecurityManager security =
        new SecurityManager(
            conf, Option.empty(), SecurityManager$.MODULE$.$lessinit$greater$default$3());
    RpcEnv rpc = RpcEnv.create("supervision", Utils.localHostName(), 0, conf, security, true);
    ClassTag<KillDriverResponse> response = ClassTag$.MODULE$.apply(KillDriverResponse.class);
    boolean known = false;
    Exception unreachable = null;
    for (String master : Utils.parseStandaloneMasterUrls(conf.get("spark.master"))) {
      try {
        known |=
            rpc.setupEndpointRef(RpcAddress.fromSparkURL(master), Master.ENDPOINT_NAME())
                .askSync(new RequestKillDriver(driver), response)
                .success();
      } catch (Exception e) {
        unreachable = e;
      }
    }
    if (!known && unreachable != null) {
      throw unreachable;
    }
    return known;
  }
}
