package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobOverridesTest {
  @TempDir Path folder;

  @Test
  void numbersListsAndNewNestedKeysAreSet() {
    JobSpec spec =
        read(
            "encoder.code=8",
            "encoder.layers=[64, 32]",
            "train.optimizer.rate=1e-2",
            "train.averaging.workers=3",
            "data.input.options={header: true}",
            "name=other");

    assertThat(spec.name()).isEqualTo("other");
    assertThat(spec.encoder().code()).isEqualTo(8);
    assertThat(((MlpSpec) spec.encoder().family()).layers()).containsExactly(64, 32);
    assertThat(spec.train().optimizer().rate()).isEqualTo(0.01);
    assertThat(spec.train().averaging().workers()).isEqualTo(3);
    assertThat(spec.train().averaging().period()).isEqualTo(AveragingSpec.AUTO);
    assertThat(spec.data().input().options()).containsOnly(Map.entry("header", "true"));
  }

  @Test
  void valueMayHoldEqualsSigns() {
    assertThat(read("data.input.path=/rows/day=1").data().input().path()).isEqualTo("/rows/day=1");
  }

  @Test
  void lastOfTwoOverridesOfOneKeyHolds() {
    assertThat(read("train.seed=2", "train.seed=3").train().seed()).isEqualTo(3);
  }

  @Test
  void whatIsNotSetStaysAsInTheFile() {
    assertThat(read("train.epochs=2").source())
        .isEqualTo(JobFiles.read(folder, JobFiles.MINIMAL).source());
  }

  @Test
  void nullTakesAKeyAway() {
    assertThat(JobFiles.read(folder, withTarget(), "target=null").autoencoder()).isTrue();
  }

  @Test
  void nothingAfterTheSignIsNullAsInYaml() {
    assertThat(JobFiles.read(folder, withTarget(), "target=").autoencoder()).isTrue();
  }

  @Test
  void errorsNameTheArgumentInsteadOfTheFile() {
    assertThat(
            JobFiles.errors(
                folder,
                JobFiles.MINIMAL + "encode: {column: [a]}\n",
                "encoder.layers=[8, x]",
                "train.optimizer={rate: -1}",
                "train.epoch=3"))
        .containsExactly(
            "--set encoder.layers=[8, x]: encoder.layers[1]: found \"x\","
                + " allowed: a whole number from 1 to 1048576",
            "--set train.optimizer={rate: -1}: train.optimizer.rate: found -1,"
                + " allowed: a number above 0",
            "--set train.epoch=3: train.epoch: unknown key, did you mean epochs?"
                + " (known here: average_best, averaging, batch, checkpoints, clip, denoise, engine, epochs, label_smoothing, max_minutes, min_change, optimizer, patience, scheduled_sampling, seed, validate, weight_decay)",
            "FILE: encode.column: unknown key, did you mean columns? (known here: columns,"
                + " input, where)");
  }

  @Test
  void keyThatOnlyBeginsLikeTheOverriddenOneIsTheFilesOwn() {
    assertThat(
            JobFiles.errors(
                folder,
                JobFiles.MINIMAL.replace("encoder: {kind: mlp}", "encoder: {kind: mlp, code: 0}"),
                "encode={columns: 3}"))
        .containsExactly(
            "FILE: encoder.code: found 0, allowed: a whole number from 1 to 1048576",
            "--set encode={columns: 3}: encode.columns: found 3, allowed: a list of texts");
  }

  @Test
  void laterOverrideInsideAnEarlierOneIsTheOneNamed() {
    assertThat(
            JobFiles.errors(folder, JobFiles.MINIMAL, "encode={columns: [a]}", "encode.columns=3"))
        .containsExactly(
            "--set encode.columns=3: encode.columns: found 3, allowed: a list of texts");
  }

  @Test
  void argumentWithoutSignOrKeyIsAnError() {
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL, "train.epochs"))
        .containsExactly("--set train.epochs: allowed: path.to.key=value");
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL, "=3"))
        .containsExactly("--set =3: allowed: path.to.key=value");
  }

  @Test
  void keysInsideANumberCannotBeSet() {
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL, "name.first=a"))
        .containsExactly("--set name.first=a: name is not a mapping, so it has no keys to set");
  }

  @Test
  void valueThatIsNoYamlIsAnError() {
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL, "encoder.layers=[8"))
        .containsExactly(
            "--set encoder.layers=[8: the value is not valid YAML:"
                + " expected ',' or ']', but got <stream end>");
    assertThat(JobFiles.errors(folder, JobFiles.MINIMAL, "encoder={code: 1, code: 2}"))
        .containsExactly(
            "--set encoder={code: 1, code: 2}: the value is not valid YAML: the key code is"
                + " there twice");
  }

  @Test
  void argumentsThatSetNothingComeWithAllOtherMistakes() {
    assertThat(
            JobFiles.errors(
                folder, JobFiles.MINIMAL, "x", "name.a=1", "encoder={", "encoder.code=0"))
        .hasSize(4)
        .startsWith(
            "--set x: allowed: path.to.key=value",
            "--set name.a=1: name is not a mapping, so it has no keys to set");
  }

  private JobSpec read(String... overrides) {
    return JobFiles.read(folder, JobFiles.MINIMAL, overrides);
  }

  private static String withTarget() {
    return JobFiles.MINIMAL + "target: {column: label, kind: vector}\n";
  }
}
