package org.diabolo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.diabolo.cli.Commands;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what ends before Spark is opened, and compares what it prints; {@code ending N} in the info
 * string is the exit code where it is not 0.
 */
class QuickRunsTest {
  static Stream<RunBlocks.Run> runs() {
    return Page.in(Path.of("")).stream()
        .flatMap(page -> RunBlocks.of(page, QuickRunsTest.class).stream());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void printsWhatThePageSays(RunBlocks.Run run) {
    List<String> printed = new ArrayList<>();
    for (ShellCommand command : Shell.commands(List.of(run.block())).get(0)) {
      assertThat(command.program()).isEqualTo("scripts/diabolo");
      Commands.Outcome outcome = Commands.captured(() -> Commands.execute(command.arguments()));
      assertThat(outcome.code())
          .as(outcome.errors())
          .isEqualTo(run.block().said("ending").map(Integer::valueOf).orElse(0));
      printed.addAll(outcome.errors().lines().toList());
    }

    assertThat(Shape.missing(run.printed(), printed)).as("of %s", printed).isEmpty();
  }
}
