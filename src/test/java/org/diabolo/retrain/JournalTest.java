package org.diabolo.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.NotOwnerException;
import org.diabolo.store.Json;
import org.diabolo.store.SummedJson;
import org.diabolo.testing.CopyingFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path disk;

  private Registry registry() {
    return Registry.of(disk.toString(), Deciders.job(), new Configuration());
  }

  private static Registry after(Registry registry, Object... actionsAndVersions) {
    Registry now = registry;
    for (int i = 0; i < actionsAndVersions.length; i += 2) {
      now =
          now.commit(
              Deciders.proposal(
                  (Action) actionsAndVersions[i], (String) actionsAndVersions[i + 1]));
    }
    return now;
  }

  private Path file(int number) {
    return disk.resolve("plane/_registry/journal/00000" + number + ".json");
  }

  private static Optional<String> version(Optional<Decision> decision) {
    return decision.map(Decision::version);
  }

  @Test
  void decisionIsAFileThatSaysItAll() throws Exception {
    ObjectNode figures = Json.beginning("{\"mse\": {\"low\": -0.25}}");
    figures.put("rows", 2000);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      registry()
          .commit(
              new Proposal(
                  Action.PROMOTE, "one", List.of("better", "und schön"), figures, "_codes/one"));
    } finally {
      Locale.setDefault(before);
    }

    ObjectNode tree = SummedJson.readWhole(Files.readString(file(1)), ObjectNode.class);
    assertThat(tree.fieldNames())
        .toIterable()
        .containsExactly(
            "number",
            "time",
            "by",
            "action",
            "version",
            "previous",
            "seen",
            "reasons",
            "figures",
            "codes",
            "id");
    assertThat(tree.get("number").asInt()).isEqualTo(1);
    assertThat(tree.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(tree.get("by").asText()).matches("[^@]+@[^@]+");
    assertThat(tree.get("action").asText()).isEqualTo("promote");
    assertThat(tree.get("previous").isNull()).isTrue();
    assertThat(tree.get("seen").asInt()).isZero();
    assertThat(tree.get("figures")).isEqualTo(Json.tree(figures));
    try (Stream<Path> files = Files.list(file(1).getParent())) {
      assertThat(files).containsExactly(file(1));
    }
    Decision read = registry().champion().orElseThrow();
    assertThat(read.version()).isEqualTo("one");
    assertThat(read.codes()).isEqualTo("_codes/one");
    assertThat(read.reasons()).containsExactly("better", "und schön");
  }

  @Test
  void championIsWhatTheJournalSays() {
    assertThat(registry().champion()).isEmpty();
    assertThat(registry().before()).isEmpty();

    Registry now = after(registry(), Action.ADOPT, "a", Action.PROMOTE, "b", Action.REFUSE, "c");
    assertThat(version(now.champion())).contains("b");
    assertThat(version(now.before())).contains("a");
    assertThat(registry().decisions().all()).isEqualTo(now.decisions().all());
    assertThat(registry().decisions().all().stream().map(Decision::previous))
        .containsExactly(null, "a", "b");
    assertThat(now.about("c").orElseThrow().action()).isEqualTo(Action.REFUSE);
    assertThat(now.championship("c")).isEmpty();
    assertThat(now.about("d")).isEmpty();

    now = after(now, Action.FORCE, "c");
    assertThat(version(now.champion())).contains("c");
    assertThat(version(now.before())).contains("b");
  }

  /** Else two rollbacks, one after the other, would lead to where the first came from. */
  @Test
  void whoWasRolledBackFromIsNotTheOneBefore() {
    Registry now = after(registry(), Action.PROMOTE, "a", Action.PROMOTE, "b", Action.PROMOTE, "c");
    now = after(now, Action.ROLLBACK, "b");
    assertThat(version(now.champion())).contains("b");
    assertThat(version(now.before())).contains("a");
    now = after(now, Action.ROLLBACK, "a");
    assertThat(version(now.before())).isEmpty();
    now = after(now, Action.PROMOTE, "d", Action.ROLLBACK, "c");
    assertThat(version(registry().champion())).contains("c");
    assertThat(version(registry().before())).contains("d");
  }

  @Test
  void ofManyThatDecideAgainstTheSameNumberOneIsFirst() throws Exception {
    after(registry(), Action.ADOPT, "old");
    for (int race = 1; race <= 3; race++) {
      Deciders.Race held = Deciders.race(registry(), "race-" + race);
      List<String> won = held.won();
      List<String> told = held.told();
      assertThat(won).hasSize(1);
      assertThat(version(registry().champion())).contains(won.get(0));
      assertThat(told)
          .hasSize(Deciders.MANY - 1)
          .allMatch(
              message ->
                  message.startsWith("somebody else was first: decision ")
                      && message.contains(", promote " + won.get(0) + " by ")
                      && message.endsWith(" and changes nothing"));
      assertThat(told.get(0))
          .contains("; this one was taken against decision " + race + ", and changes nothing");
    }
    assertThat(registry().number()).isEqualTo(4);
  }

  @Test
  void whoWasDecidedAgainstAnOlderNumberChangesNothing() {
    Registry old = registry();
    after(registry(), Action.PROMOTE, "a", Action.PROMOTE, "b");
    assertThatThrownBy(() -> old.commit(Deciders.proposal(Action.PROMOTE, "late")))
        .isInstanceOf(NotOwnerException.class)
        .hasMessageContaining("somebody else was first: decision 2, promote b by ")
        .hasMessageEndingWith("; this one was taken against none, and changes nothing");
    assertThat(registry().number()).isEqualTo(2);
  }

  /** As of a writer that died where a store takes the name first. */
  @Test
  void whoWasFirstMayHaveLeftNothingToRead() throws Exception {
    Registry none = registry();
    Files.createDirectories(file(1).getParent());
    Files.writeString(file(1), "{}\n");
    assertThatThrownBy(() -> none.commit(Deciders.proposal(Action.PROMOTE, "a")))
        .isInstanceOf(NotOwnerException.class)
        .hasMessageStartingWith("somebody else was first: decision 1; this one was taken");
  }

  /** Of a thousand nights hardly one is needed to know which model is used. */
  @Test
  void decisionsAreReadAsFarBackAsIsNeeded() throws Exception {
    after(registry(), Action.ADOPT, "a", Action.PROMOTE, "b");
    after(registry(), Action.REFUSE, "c", Action.REFUSE, "d", Action.REFUSE, "e");
    String first = Files.readString(file(1));
    Files.writeString(file(1), "{}\n");
    Registry now = registry();
    assertThat(now.number()).isEqualTo(5);
    assertThat(version(now.champion())).contains("b");
    assertThat(version(now.about("d"))).contains("d");
    for (ThrowingCallable older :
        List.<ThrowingCallable>of(
            () -> now.decisions().all(), now::before, () -> now.about("a"), () -> now.about("x"))) {
      assertThatThrownBy(older)
          .isInstanceOf(BadDataException.class)
          .hasMessageStartingWith(file(1) + ": damaged: ");
    }
    assertThat(version(now.commit(Deciders.proposal(Action.PROMOTE, "f")).champion()))
        .contains("f");

    Files.writeString(file(1), first);
    assertThat(now.decisions().all().stream().map(Decision::version))
        .as("as it was listed")
        .containsExactly("a", "b", "c", "d", "e");
    // Between the newest and the champion.
    Files.writeString(file(4), "{}\n");
    assertThat(version(registry().champion())).contains("f");
    Files.delete(file(6));
    assertThatThrownBy(() -> registry().champion())
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(file(4) + ": damaged: ");
    Files.delete(file(4));
    assertThat(version(now.champion())).as("what was read").contains("b");
  }

  @Test
  void missingDecisionIsNamed() throws Exception {
    after(registry(), Action.ADOPT, "a", Action.PROMOTE, "b", Action.PROMOTE, "c");
    Files.move(file(2), file(2).resolveSibling("note.txt"));
    assertThatThrownBy(this::registry)
        .isInstanceOf(BadDataException.class)
        .hasMessage(file(2) + ": is missing, and later ones are there; put it back");
  }

  @Test
  void damagedDecisionIsNamed() throws Exception {
    after(registry(), Action.ADOPT, "a", Action.PROMOTE, "b", Action.REFUSE, "c");
    String text = Files.readString(file(2));
    Map<String, String> flaws =
        Map.of(
            text.replace("\"version\" : \"b\"", "\"version\" : \"c\""),
            ": damaged: its CRC-32C is \\w{8}, not \\w{8}",
            text.substring(0, text.length() / 2),
            ": damaged: it ends too early",
            text.replaceAll(",\\s+\"crc32c_of_the_rest.*", "\n}\n"),
            ": damaged: it has no crc32c_of_the_rest",
            changed(text, "version", "../b"),
            ": damaged: version ../b is no run id",
            changed(text, "codes", "../../b"),
            ": damaged: codes ../../b are no folder in the job's",
            changed(text, "action", "crown"),
            ": damaged: .*\"crown\": not one of the values accepted.*",
            changed(text, "previous", "x"),
            ": says that the champion before was x, but the decisions before say a; put back the"
                + " files that were there",
            Files.readString(file(1)),
            ": is decision 1, taken against 0; put back the file that was here");
    for (Map.Entry<String, String> flaw : flaws.entrySet()) {
      Files.writeString(file(2), flaw.getKey());
      assertThatThrownBy(() -> registry().decisions().all())
          .as(flaw.getValue())
          .isInstanceOf(BadDataException.class)
          .hasMessageMatching(file(2) + flaw.getValue());
    }
    Files.writeString(file(2), text);
    assertThat(version(registry().champion())).contains("b");
  }

  private static String changed(String text, String member, String value) {
    return SummedJson.text(SummedJson.readWhole(text, ObjectNode.class).put(member, value));
  }

  /** Where a store has only the name at first. */
  @Test
  void newestThatIsBeingWrittenIsWaitedFor() throws Exception {
    after(registry(), Action.ADOPT, "a", Action.PROMOTE, "b");
    String text = Files.readString(file(2));
    Files.writeString(file(2), "");
    assertThatThrownBy(() -> registry().champion())
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(file(2) + ": damaged: ")
        .hasMessageEndingWith(
            "; it is the newest, so if no command is at work now, its writer died: remove it, and"
                + " what was decided before holds");

    Thread reader = Thread.currentThread();
    Thread writer =
        new Thread(
            () -> {
              while (reader.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              try {
                Files.writeString(file(2), text);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    assertThat(version(registry().champion())).contains("b");
    writer.join();

    Files.delete(file(2));
    assertThat(version(registry().champion())).contains("a");
  }

  @Test
  void storeThatCannotTellWhoWasFirstIsRefusedUnlessTheJobSaysSo() {
    Configuration configuration = new Configuration();
    CopyingFiles.register(configuration);
    String workspace = "copying:" + disk;
    Registry guarded = Registry.of(workspace, Deciders.job(), configuration);
    assertThatThrownBy(() -> guarded.commit(Deciders.proposal(Action.ADOPT, "a")))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("this store cannot tell who was first")
        .hasMessageEndingWith("and say so: retrain.unguarded: true");
    assertThat(file(1)).doesNotExist();

    JobSpec unguarded = Deciders.job("retrain.unguarded=true");
    after(Registry.of(workspace, unguarded, configuration), Action.ADOPT, "a");
    assertThat(version(Registry.of(workspace, unguarded, configuration).champion())).contains("a");
    assertThatThrownBy(
            () ->
                after(
                    new Registry(
                        guarded.job(), Journal.of(guarded.job(), unguarded), guarded.decisions()),
                    Action.ADOPT,
                    "b"))
        .isInstanceOf(NotOwnerException.class);
  }
}
