package org.diabolo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is silenced for a while is as loud afterwards as before. */
class QuietTaskFailuresTest {
  private static final String TASKS = "org.apache.spark.scheduler.TaskSetManager";

  private static final String ABOVE = "org.apache.spark.scheduler";

  private static Level level() {
    return LogManager.getLogger(TASKS).getLevel();
  }

  private static void forget() {
    LoggerContext context = LoggerContext.getContext(false);
    context.getConfiguration().removeLogger(TASKS);
    context.getConfiguration().removeLogger(ABOVE);
    context.updateLoggers();
  }

  @AfterEach
  void asBefore() {
    forget();
  }

  @Test
  void ofTwoAtOnceTheLastPutsTheLevelsBack() throws Exception {
    Configurator.setLevel(TASKS, Level.INFO);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread other =
        new Thread(
            () ->
                QuietTaskFailures.during(
                    () -> {
                      inside.countDown();
                      try {
                        over.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      return null;
                    }));
    QuietTaskFailures.during(
        () -> {
          other.start();
          try {
            inside.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return null;
        });
    assertThat(level()).as("the other one is not done").isEqualTo(Level.OFF);

    over.countDown();
    other.join();

    assertThat(level()).isEqualTo(Level.INFO);
  }

  @Test
  void aLevelThatWasNotSetFollowsTheOneAboveItAgain() {
    forget();
    QuietTaskFailures.during(() -> assertThat(level()).isEqualTo(Level.OFF));

    Configurator.setLevel(ABOVE, Level.TRACE);

    assertThat(level()).isEqualTo(Level.TRACE);
  }
}
