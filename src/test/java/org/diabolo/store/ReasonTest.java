package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReasonTest {
  /** As Spark 3.5 tells of dates in {@code SparkUpgradeException}. */
  @Test
  void whatAFirstLineAnnouncesComesAlong() {
    assertThat(
            Reason.of(
                new IOException(
                    new RuntimeException(
                        "You may get a different result due to the upgrading to Spark >= 3.0:\n"
                            + "reading dates before 1582-10-15 can be ambiguous.\nSet X to Y."))))
        .isEqualTo(
            "You may get a different result due to the upgrading to Spark >= 3.0: reading dates"
                + " before 1582-10-15 can be ambiguous.");
    assertThat(Reason.of(new IOException("It failed. Details:\n\tat a.b.C")))
        .isEqualTo("It failed.");
    assertThat(Reason.of(new IOException("bad page\nand more"))).isEqualTo("bad page");
    assertThat(Reason.of(new IOException())).isEqualTo("IOException");
  }
}
