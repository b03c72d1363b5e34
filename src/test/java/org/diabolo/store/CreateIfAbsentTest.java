package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.testing.CopyingFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateIfAbsentTest {
  private static final int RACES = 200;

  @TempDir Path disk;

  /** Tries all names one after the other, each as soon as somebody says so; tells what it won. */
  static final class Racer {
    public static void main(String[] arguments) throws IOException {
      CreateIfAbsent creating =
          CreateIfAbsent.in(Folder.of(arguments[0], new Configuration())).orElseThrow();
      String me = ProcessHandle.current().pid() + "";
      BufferedReader go =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      System.out.println("ready");
      go.readLine();
      for (int race = 0; race < RACES; race++) {
        if (creating.create("race-" + race, me.getBytes(StandardCharsets.UTF_8))) {
          System.out.println(race + " " + me);
        }
      }
      System.out.println("done");
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(disk)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void ofManyThreadsOneCreatesTheFileInEachRace() throws Exception {
    CreateIfAbsent creating =
        CreateIfAbsent.in(Folder.of(disk.toString(), new Configuration())).orElseThrow();
    race(creating::create);
  }

  /** Where there are no hard links. */
  @Test
  void ofManyThreadsOneTakesTheNameInEachRace() throws Exception {
    race((name, content) -> CreateIfAbsent.take(disk.resolve(name), content));
  }

  private void race(Race.Creating creating) throws Exception {
    List<List<String>> winners = Race.winners(RACES, creating);
    for (int race = 0; race < RACES; race++) {
      assertThat(winners.get(race))
          .as("race " + race)
          .containsExactly(Files.readString(disk.resolve("race-" + race)));
    }
    assertThat(names()).hasSize(RACES).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void ofManyProcessesOneCreatesTheFileInEachRace() throws Exception {
    List<Process> racers = new ArrayList<>();
    List<String> won = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        racers.add(
            new ProcessBuilder(Killed.command(Racer.class, disk))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
      }
      List<BufferedReader> outs = new ArrayList<>();
      for (Process racer : racers) {
        outs.add(racer.inputReader(StandardCharsets.UTF_8));
        assertThat(outs.get(outs.size() - 1).readLine()).isEqualTo("ready");
      }
      for (Process racer : racers) {
        racer.outputWriter(StandardCharsets.UTF_8).append("go\n").flush();
      }
      for (BufferedReader out : outs) {
        List<String> lines = out.lines().toList();
        assertThat(lines).endsWith("done");
        won.addAll(lines.subList(0, lines.size() - 1));
      }
    } finally {
      racers.forEach(Process::destroyForcibly);
    }
    assertThat(won).hasSize(RACES);
    for (String one : won) {
      String[] parts = one.split(" ");
      assertThat(Files.readString(disk.resolve("race-" + parts[0]))).isEqualTo(parts[1]);
    }
    assertThat(names()).hasSize(RACES).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void whatDiedOnItsWayToANameIsRemovedOnceThatIsGiven() throws IOException {
    CreateIfAbsent creating =
        CreateIfAbsent.in(Folder.of(disk.toString(), new Configuration())).orElseThrow();
    for (String name : List.of("000001.json", "000002.json")) {
      Files.writeString(disk.resolve("." + name + ".0123456789abcdef.diabolo"), "");
    }
    Files.writeString(disk.resolve(".000001.json"), "somebody else's");

    assertThat(creating.create("000001.json", new byte[] {1})).isTrue();

    assertThat(names())
        .containsExactly(".000001.json", ".000002.json.0123456789abcdef.diabolo", "000001.json");
  }

  @Test
  void whereTheStoreCannotTellThereIsNoSuchCreating() throws IOException {
    Configuration configuration = new Configuration();
    CopyingFiles.register(configuration);

    assertThat(CreateIfAbsent.in(Folder.of("copying:" + disk, configuration))).isEmpty();
  }
}
