package org.diabolo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.diabolo.bench.ScalingBench.Study;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.store.Json;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingBenchTest {
  private static final Link LINK = new Link(1e6, 0);

  @TempDir Path folder;

  private static ScalingPlan plan(Double loss, int epochs) {
    return new ScalingPlan(
        List.of(1, 2),
        List.of(2),
        List.of(Outer.PLAIN, Outer.NESTEROV),
        0.7,
        0.9,
        epochs,
        64,
        0.001,
        0,
        2,
        loss,
        LINK);
  }

  @Test
  void theSpeedUpIsOneReplicasTimeOverAnothers() {
    // One replica: 1 s a step, 10 steps a round, no overhead: 0.8 at 10 s, 0.4 at 20 s.
    ScalingRun one =
        new ScalingRun(
            1,
            10,
            Outer.PLAIN,
            List.of(
                ModelledTimeTest.round(1, 10, 1, 0.8, 10, 10),
                ModelledTimeTest.round(2, 10, 1, 0.4, 10, 10)));
    // Two: 1 step, the state twice in 1 s, 4 s up: 7 s a round, 0.5 at 7 s.
    ScalingRun two =
        new ScalingRun(2, 1, Outer.PLAIN, List.of(ModelledTimeTest.round(1, 1, 2, 0.5, 10, 10)));
    ScalingRun never =
        new ScalingRun(2, 1, Outer.NESTEROV, List.of(ModelledTimeTest.round(1, 1, 2, 0.9, 10, 10)));
    Study study = ScalingBench.study(List.of(one, two, never), plan(0.5, 1));
    // One replica is at 0.5 after three quarters of its second round.
    assertThat(study.rows().get(0).secondsToLoss()).isCloseTo(17.5, within(1e-9));
    assertThat(study.rows().get(1).speedUp()).isCloseTo(2.5, within(1e-9));
    assertThat(study.rows().get(2).speedUp()).isNull();
    assertThat(study.speedUps()).containsOnlyKeys("speed_up_1", "speed_up_2");
    assertThat(study.speedUps().get("speed_up_2")).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void aSmallStudyIsTrainedAndWritten() throws IOException {
    ScalingPlan plan = plan(null, 1);
    Study study =
        new ScalingBench(LocalSpark.session(), plan, line -> {}).run("sample-data/fashion-mnist");
    assertThat(study.rows()).extracting(ScalingRow::workers).containsExactly(1, 2, 2);
    assertThat(study.rows())
        .extracting(ScalingRow::examples)
        .containsOnly(study.rows().get(0).examples());
    assertThat(study.loss()).isCloseTo(1.1 * study.rows().get(0).loss(), within(1e-12));
    assertThat(study.rows().get(0).speedUp()).isCloseTo(1, within(1e-12));
    assertThat(study.rows().get(0).talkSeconds()).isZero();
    assertThat(study.rows().get(1).talkSeconds()).isPositive();

    ScalingFiles.write(study, LINK, folder);
    List<String> csv = Files.readAllLines(folder.resolve("scaling.csv"));
    assertThat(csv).hasSize(4);
    assertThat(csv).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(13));
    assertThat(csv.get(1)).startsWith("1,2,plain,");
    assertThat(csv.get(3)).startsWith("2,2,nesterov,");
    assertNotBlank(ImageIO.read(folder.resolve("scaling.png").toFile()));
    assertThat(study.result().table().lines()).hasSize(4);
    assertThat(Json.line(study.result()))
        .startsWith("{\"bench\":\"scaling\",\"ratios\":{\"speed_up_1\":1.0,")
        .doesNotContain("curve", "table");
  }

  /** Both halves have several colours: paper, axes and at least one line. */
  private static void assertNotBlank(BufferedImage image) {
    for (int half = 0; half < 2; half++) {
      Set<Integer> colours = new HashSet<>();
      for (int x = half * image.getWidth() / 2; x < (half + 1) * image.getWidth() / 2; x++) {
        for (int y = 0; y < image.getHeight(); y++) {
          colours.add(image.getRGB(x, y));
        }
      }
      assertThat(colours).hasSizeGreaterThan(5);
    }
  }
}
