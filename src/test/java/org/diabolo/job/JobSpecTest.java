package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.diabolo.job.AveragingSpec.Outer;
import org.diabolo.job.AveragingSpec.Transfer;
import org.diabolo.job.AveragingSpec.Updater;
import org.diabolo.job.DataSpec.Format;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.DataSpec.SplitSpec;
import org.diabolo.job.FamilySpec.Activation;
import org.diabolo.job.FamilySpec.Norm;
import org.diabolo.job.FieldSpec.ImageSpec;
import org.diabolo.job.FieldSpec.Scale;
import org.diabolo.job.FieldSpec.VectorSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.OptimizerSpec.Schedule;
import org.diabolo.job.TrainSpec.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSpecTest {
  @TempDir Path folder;

  @Test
  void minimalJobGetsTheDocumentedDefaults() {
    MlpSpec family = new MlpSpec(List.of(256), Activation.RELU, 0, Norm.NONE);

    assertThat(JobFiles.read(folder, JobFiles.MINIMAL))
        .isEqualTo(
            new JobSpec(
                "small",
                new DataSpec(
                    new InputSpec(Format.PARQUET, "rows", Map.of()),
                    "id",
                    new SplitSpec(null, List.of(), 0.10, 0.05, "id"),
                    0.01),
                new VectorSpec("numbers", List.of("numbers"), 0, Scale.STANDARD),
                null,
                new EncoderSpec(family, 32),
                new DecoderSpec(family),
                new TrainSpec(
                    10,
                    BatchSpec.examples(128),
                    new OptimizerSpec(Optimizer.ADAM, 0.001, Schedule.TRAPEZOID, 1, 5, 0.5, 0.3),
                    new AveragingSpec(
                        AveragingSpec.AUTO,
                        AveragingSpec.AUTO,
                        0.05,
                        Outer.AUTO,
                        1,
                        0.5,
                        0,
                        Updater.AVERAGED,
                        Transfer.FP32),
                    new StoppingSpec(1, 0, 5, 0, 0),
                    new CheckpointSpec(0, 5, 2),
                    RegularizationSpec.NONE,
                    1,
                    Engine.AUTO,
                    1),
                new EncodeSpec(List.of()),
                null,
                new EvaluateSpec(null, List.of(), List.of(), List.of("valid", "test")),
                null));
  }

  @Test
  void designExampleReadsAsItIsWritten() {
    JobSpec spec =
        JobFiles.read(
            folder,
            """
            name: fashion-autoencoder
            data:
              input: {format: parquet, path: sample-data/fashion-mnist}
              key: id
              split: {valid: 0.05, test: 0.10}        # by hash of the key
            source: {column: pixels, kind: image, shape: [28, 28, 1]}
            encoder: {kind: mlp, layers: [512, 256], code: 32}
            decoder: {kind: mlp, layers: [256, 512]}
            train:
              epochs: 10
              batch: 128
              optimizer: {kind: adam, rate: 0.001, schedule: cosine}
              averaging: {workers: auto, period: auto, outer: plain}
              seed: 7
            encode: {columns: [label]}
            """);

    assertThat(spec.name()).isEqualTo("fashion-autoencoder");
    assertThat(spec.data().input().path()).isEqualTo("sample-data/fashion-mnist");
    assertThat(spec.source()).isEqualTo(new ImageSpec("pixels", 28, 28, 1));
    assertThat(spec.source().columns()).containsExactly("pixels");
    assertThat(spec.encoder().code()).isEqualTo(32);
    assertThat(((MlpSpec) spec.encoder().family()).layers()).containsExactly(512, 256);
    assertThat(((MlpSpec) spec.decoder().family()).layers()).containsExactly(256, 512);
    assertThat(spec.train().optimizer().schedule()).isEqualTo(Schedule.COSINE);
    assertThat(spec.train().averaging().workers()).isEqualTo(AveragingSpec.AUTO);
    assertThat(spec.train().seed()).isEqualTo(7);
    assertThat(spec.encode().columns()).containsExactly("label");
  }

  @Test
  void jobWithoutTargetIsAnAutoencoder() {
    assertThat(JobFiles.read(folder, JobFiles.MINIMAL).autoencoder()).isTrue();

    JobSpec supervised =
        JobFiles.read(folder, JobFiles.MINIMAL + "target: {column: label, kind: vector}\n");
    assertThat(supervised.autoencoder()).isFalse();
    assertThat(supervised.target().columns()).containsExactly("label");
  }

  @Test
  void everyOptionOfTrainingIsRead() {
    JobSpec spec =
        JobFiles.read(
            folder,
            JobFiles.MINIMAL
                + """
                train:
                  epochs: 3
                  batch: 16
                  optimizer: {kind: nesterovs, rate: 1e-2, schedule: step, warmup_epochs: 0.5,
                              step_epochs: 2, step_factor: 0.1}
                  averaging: {workers: 4, period: auto, overhead: 0.1, outer: nesterov, outer_rate: 0.8,
                              outer_momentum: 0.5, outer_warmup: 3, updater: local, transfer: bf16}
                  validate: {rounds: 20}
                  patience: 2
                  min_change: 0.01
                  max_minutes: 1.5
                  checkpoints: {rounds: 30, minutes: 0, keep: 3}
                  engine: dl4j
                  seed: 9223372036854775807
                """);

    assertThat(spec.train())
        .isEqualTo(
            new TrainSpec(
                3,
                BatchSpec.examples(16),
                new OptimizerSpec(Optimizer.NESTEROVS, 0.01, Schedule.STEP, 0.5, 2, 0.1, 0.3),
                new AveragingSpec(
                    4,
                    AveragingSpec.AUTO,
                    0.1,
                    Outer.NESTEROV,
                    0.8,
                    0.5,
                    3,
                    Updater.LOCAL,
                    Transfer.BF16),
                new StoppingSpec(1, 20, 2, 0.01, 1.5),
                new CheckpointSpec(30, 0, 3),
                RegularizationSpec.NONE,
                1,
                Engine.DL4J,
                Long.MAX_VALUE));
  }

  @Test
  void familyOptionsAreRead() {
    JobSpec spec =
        JobFiles.read(
            folder,
            JobFiles.MINIMAL.replace(
                "encoder: {kind: mlp}",
                "encoder: {kind: mlp, layers: [8], activation: leakyrelu, dropout: 0.2,"
                    + " norm: batch, code: 1}"));

    assertThat(spec.encoder())
        .isEqualTo(
            new EncoderSpec(new MlpSpec(List.of(8), Activation.LEAKYRELU, 0.2, Norm.BATCH), 1));
  }

  @Test
  void readerOptionsOfTheInputAreTexts() {
    JobSpec spec =
        JobFiles.read(
            folder,
            JobFiles.MINIMAL.replace(
                "{path: rows}", "{format: csv, path: rows, options: {header: true, limit: 3}}"));

    assertThat(spec.data().input())
        .isEqualTo(new InputSpec(Format.CSV, "rows", Map.of("header", "true", "limit", "3")));
    assertThat(spec.data().input().at("elsewhere").format()).isEqualTo(Format.CSV);
    assertThat(spec.data().input().pathKey()).isEqualTo("data.input.path");
    assertThat(spec.data().input().at("elsewhere").pathKey()).isEqualTo("--input");
    assertThat(spec.data().input().at("elsewhere").optionsKey()).isEqualTo("data.input.options");
  }

  @Test
  void splitByHashNamesItsOwnColumn() {
    assertThat(split("{test: 0.25, valid: 0, by: customer}"))
        .isEqualTo(new SplitSpec(null, List.of(), 0.25, 0, "customer"));
  }

  @Test
  void splitByValuesTakesTheValuesNamedAsTest() {
    assertThat(split("{column: origin, test: [late, later], valid: 0.2}"))
        .isEqualTo(new SplitSpec("origin", List.of("late", "later"), 0, 0.2, "id"));
  }

  @Test
  void vectorFieldsReadOneColumnOrSeveral() {
    assertThat(source("{kind: vector, column: numbers, size: 12, scale: none}"))
        .isEqualTo(new VectorSpec("numbers", List.of("numbers"), 12, Scale.NONE));
    assertThat(source("{kind: vector, columns: [height, weight], scale: minmax}"))
        .isEqualTo(new VectorSpec(null, List.of("height", "weight"), 2, Scale.MINMAX));
  }

  private SplitSpec split(String yaml) {
    String job = JobFiles.MINIMAL.replace("  key: id\n", "  key: id\n  split: " + yaml + "\n");
    return JobFiles.read(folder, job).data().split();
  }

  private FieldSpec source(String yaml) {
    String job = JobFiles.MINIMAL.replace("{column: numbers, kind: vector}", yaml);
    return JobFiles.read(folder, job).source();
  }
}
