package org.diabolo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.diabolo.job.InvalidJobException;
import org.junit.jupiter.api.Test;

class LinkTest {
  @Test
  void ratesAndTimesAreReadWithTheirUnits() {
    assertThat(Link.parse("10Gbit/s", "1ms")).isEqualTo(new Link(1.25e9, 1e-3));
    assertThat(Link.parse("500MB/s", "0s")).isEqualTo(new Link(5e8, 0));
    assertThat(Link.parse("2.5 Gbit/s", "200us").bytesPerSecond()).isEqualTo(3.125e8);
    assertThat(Link.parse("2.5 Gbit/s", "200us").latency()).isCloseTo(2e-4, within(1e-18));
  }

  @Test
  void otherTextIsRefused() {
    assertThatThrownBy(() -> Link.parse("10Gbps", "1ms"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("--network: found \"10Gbps\"");
    assertThatThrownBy(() -> Link.parse("0Gbit/s", "1ms")).isInstanceOf(InvalidJobException.class);
    assertThatThrownBy(() -> Link.parse("1..5Gbit/s", "1ms"))
        .isInstanceOf(InvalidJobException.class);
    assertThatThrownBy(() -> Link.parse("1Gbit/s", "1"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("--latency: found \"1\"");
  }

  /** 1 MB/s and half a second a message; 3 MB down, 2 MB up from each replica. */
  @Test
  void aRoundIsPricedByHand() {
    Link link = new Link(1e6, 0.5);
    assertThat(link.round(1, 3_000_000, 2_000_000)).isZero();
    // The driver sends 2 times 3 MB in 6.5 s and receives 4 MB in 4.5 s.
    assertThat(link.round(2, 3_000_000, 4_000_000)).isCloseTo(6.5 + 4.5, within(1e-9));
    assertThat(link.round(3, 3_000_000, 6_000_000)).isCloseTo(9.5 + 6.5, within(1e-9));
    assertThat(link.round(4, 3_000_000, 8_000_000)).isCloseTo(12.5 + 8.5, within(1e-9));
    // They hand it on: ceil(log2(6)) = 3 times 3.5 s; up 2 MB in 2.5 s, then the mean in 3.5 s.
    assertThat(link.round(5, 3_000_000, 10_000_000)).isCloseTo(3 * 3.5 + 2.5 + 3.5, within(1e-9));
    // ceil(log2(9)) = 4 times 3.5 s; up 2 MB in 2.5 s, then the mean of 3 MB in 3.5 s.
    assertThat(link.round(8, 3_000_000, 16_000_000)).isCloseTo(4 * 3.5 + 2.5 + 3.5, within(1e-9));
  }
}
