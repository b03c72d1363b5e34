package org.diabolo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void namesStandLeftAndNumbersRight() {
    assertThat(
            new Table("", "examples/s", "loss")
                .add("diabolo", Table.cell("%,.0f", 44842.4), Table.cell("%.2f", 0.5))
                .add("it", Table.cell("%.2f", null), "1")
                .text())
        .isEqualTo(
            """
                     examples/s  loss
            diabolo      44,842  0.50
            it                -     1
            """);
  }
}
