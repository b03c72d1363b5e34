package org.diabolo.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionNameTest {
  @Test
  void runIsToldOfTheJobsOwnModelsAlone() {
    assertThat(VersionName.of("plane", "2026-11-30")).isEqualTo("plane/2026-11-30");
    assertThat(VersionName.run("plane/2026-11-30", "plane")).contains("2026-11-30");
    assertThat(VersionName.run("planes/one", "plane")).isEmpty();
    assertThat(VersionName.run("plane/../../etc", "plane")).isEmpty();
    assertThat(VersionName.run("plane/", "plane")).isEmpty();
    assertThat(VersionName.run("plane", "plane")).isEmpty();
  }
}
