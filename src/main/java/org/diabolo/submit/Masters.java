package org.diabolo.submit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.scheduler.ExternalClusterManager;
import org.apache.spark.util.Utils;
import org.diabolo.job.InvalidJobException;

/** Whether a master is one, before Spark is opened to find out. */
public final class Masters {
  /** As {@code SparkContext} reads them; no number of threads is 0. */
  private static final Pattern LOCAL =
      Pattern.compile("local(\\[\\s*(\\*|[1-9][0-9]*)\\s*(,\\s*[0-9]+\\s*)?])?");

  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile(
          "local-cluster\\[\\s*[1-9][0-9]*\\s*,\\s*[1-9][0-9]*\\s*,\\s*[1-9][0-9]*\\s*]");

  private static final String ALLOWED =
      "local, local[N], local[*], local-cluster[N,CORES,MB], spark://HOST:PORT, yarn,"
          + " k8s://https://HOST:PORT";

  /** Of {@code TaskScheduler}, where no Master has given an id. */
  private static final String NAMED_BY_SPARK = "spark-application-";

  private static final int MILLIS_TO_CONNECT = 5_000;

  private Masters() {}

  /**
   * Refuses what is no master.
   *
   * @param master the user's, or null for spark-submit's
   * @throws InvalidJobException when it is none
   */
  public static void require(String master) {
    String url = url(master);
    if (url.startsWith("spark://")) {
      requireHosts(url);
    } else if (!isLocal(url) && !isManaged(url) && !hasManager(url)) {
      throw new InvalidJobException("--master: found " + url + ", allowed: " + ALLOWED);
    }
  }

  /** Whether tasks run in this JVM. */
  static boolean isHere(String master) {
    return master.equals("local") || master.startsWith("local[");
  }

  /**
   * Refuses a master that this Spark cannot work with.
   *
   * @param master that is one
   * @throws InvalidJobException when the Spark of this process cannot work with it
   */
  public static void requireScheduler(String master) {
    String url = url(master);
    if (isManaged(url) && !hasManager(url)) {
      throw new InvalidJobException(
          "--master: found "
              + url
              + ", for which this Spark has no scheduler; allowed: the spark-submit of one that"
              + " has");
    }
  }

  /** Whether it is a standalone Master's, and none of its hosts takes a connection. */
  static boolean isAway(String url) {
    if (!url.startsWith("spark://")) {
      return false;
    }
    for (String one : url.substring("spark://".length()).split(",")) {
      int colon = one.lastIndexOf(':');
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(
                one.substring(0, colon), Integer.parseInt(one.substring(colon + 1))),
            MILLIS_TO_CONNECT);
        return false;
      } catch (IOException e) {
        // Then the next.
      }
    }
    return true;
  }

  /** Whether it is a standalone Master's, and the application has its name from Spark itself. */
  static boolean isUnknown(String applicationId, String url) {
    return url.startsWith("spark://") && applicationId.startsWith(NAMED_BY_SPARK);
  }

  private static String url(String master) {
    return master == null ? new SparkConf().get("spark.master", "local[*]") : master;
  }

  private static boolean isLocal(String url) {
    return LOCAL.matcher(url).matches() || LOCAL_CLUSTER.matcher(url).matches();
  }

  private static boolean isManaged(String url) {
    return url.matches("yarn|(k8s|mesos|zk)://.+");
  }

  private static void requireHosts(String url) {
    try {
      for (String one : Utils.parseStandaloneMasterUrls(url)) {
        Utils.extractHostPortFromSparkUrl(one);
      }
    } catch (SparkException e) {
      throw new InvalidJobException(
          "--master: found "
              + url
              + ", allowed: spark://HOST:PORT, several hosts with commas between");
    }
  }

  private static boolean hasManager(String url) {
    for (ExternalClusterManager each : ServiceLoader.load(ExternalClusterManager.class)) {
      if (each.canCreate(url)) {
        return true;
      }
    }
    return false;
  }
}
