package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.diabolo.engine.select.Engines;
import org.diabolo.job.BadDataException;
import org.diabolo.network.guard.AllowedClasses;
import org.diabolo.network.guard.Traps;
import org.diabolo.network.guard.Zips;
import org.diabolo.testing.LocalCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Executors trust nothing that the driver sends on: their reader refuses for itself. */
class HostileBundleIT {
  private final Map<String, String> before = new HashMap<>();

  @BeforeEach
  void settings() throws Exception {
    SparkConf cluster = LocalCluster.conf("local-cluster[1,1,1024]");
    for (Tuple2<String, String> setting : cluster.getAll()) {
      before.put(setting._1(), System.setProperty(setting._1(), setting._2()));
    }
  }

  @AfterEach
  void asBefore() {
    AllowedClasses.set(List.of());
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  @Test
  void isRefusedByTheReaderOfExecutors() throws Exception {
    byte[] good =
        Files.readAllBytes(Path.of("src/test/resources/bundles/format-2/numbers/encoder.zip"));
    String activation = "org.nd4j.linalg.activations.impl.ActivationIdentity";
    AllowedClasses.set(List.of(Traps.ALLOWED));
    try (SparkSession spark = Sessions.open("diabolo tests", null);
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext())) {
      List<String> answers =
          context
              .parallelize(
                  List.of(
                      good,
                      Zips.with(
                          good, "preprocessor.bin", Zips.serialised(new Traps.Deserialised())),
                      Zips.withJson(good, json -> json.replace(activation, Traps.INITIALISED)),
                      Zips.withJson(good, json -> json.replace(activation, Traps.ALLOWED))),
                  1)
              .map(HostileBundleIT::opened)
              .collect();

      assertThat(answers)
          .containsExactly(
              "read on 0, ran null",
              "has the entry \"preprocessor.bin\", allowed: configuration.json, then"
                  + " coefficients.bin, each once on 0, ran null",
              "configuration.json names the class "
                  + Traps.INITIALISED
                  + ", allowed: classes of DL4J and ND4J, and those that --allow-class names on 0,"
                  + " ran null",
              "read on 0, ran " + Traps.ALLOWED);
    }
  }

  private static String opened(byte[] zip) {
    String answer;
    try {
      Engines.forward(zip);
      answer = "read";
    } catch (BadDataException e) {
      answer = e.getMessage();
    }
    return answer + " on " + SparkEnv.get().executorId() + ", ran " + Traps.ran();
  }
}
