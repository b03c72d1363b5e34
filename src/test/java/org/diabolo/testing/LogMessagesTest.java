package org.diabolo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;

/** Messages are heard whatever level was left behind. */
class LogMessagesTest {
  private static final Logger LOG = LogManager.getLogger(LogMessagesTest.class);

  @Test
  void hearsItsLevelAfterQuietAndPutsBackWhatWas() {
    Configurator.setLevel("org.diabolo", Level.WARN);
    try (LogMessages log = new LogMessages(LogMessagesTest.class, Level.INFO)) {
      LOG.info("one");
      LOG.warn("two");
      assertThat(log.messages()).containsExactly("one");
    } finally {
      assertThat(LOG.getLevel()).isEqualTo(Level.WARN);
      Configurator.setLevel("org.diabolo", Level.INFO);
    }
  }
}
