package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.collections4.functors.ConstantTransformer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.diabolo.engine.select.Engines;
import org.diabolo.job.BadDataException;
import org.diabolo.network.guard.AllowedClasses;
import org.diabolo.network.guard.Traps;
import org.diabolo.network.guard.Zips;
import org.diabolo.submit.Sessions;
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

  @Test
  void executorsDeserialiseNothingThatIsKnownToRunCode() {
    byte[] gadget = Zips.serialised(ConstantTransformer.constantTransformer("a"));
    byte[] harmless = Zips.serialised(List.of("a"));
    try (SparkSession spark = Sessions.open("diabolo tests", null);
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext())) {
      assertThat(
              context
                  .parallelize(List.of(harmless, gadget), 1)
                  .map(HostileBundleIT::deserialised)
                  .collect())
          .containsExactly("[a]", "filter status: REJECTED");
      // Rows, shuffles and closures of Spark's own get through.
      assertThat(spark.range(0, 1000, 1, 4).repartition(3).groupBy("id").count().count())
          .isEqualTo(1000);
    }
  }

  private static String deserialised(byte[] stream) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stream))) {
      return in.readObject().toString();
    } catch (InvalidClassException e) {
      return e.getMessage();
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
