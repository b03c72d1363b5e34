package org.diabolo.retrain;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hadoop.security.UserGroupInformation;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.NotOwnerException;
import org.diabolo.store.CreateIfAbsent;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Series;
import org.diabolo.store.SummedJson;
import org.diabolo.store.ThisProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files in which decisions are kept, {@code <job>/_registry/journal/000017.json}: one each,
 * never changed, numbered from 1 without a gap. To create the next number if it is absent is lock
 * and commit in one.
 */
final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final Pattern NUMBERED = Pattern.compile("\\d{6,9}\\.json");
  private static final int MOST_TRIES = 10;
  private static final long BETWEEN_MILLIS = 100;

  private final Folder folder;
  private final boolean unguarded;
  private final Creating creating;

  /** Creates a file if there is none of its name; says whether this call has. */
  @FunctionalInterface
  interface Creating {
    boolean create(String name, byte[] content) throws IOException;
  }

  private Journal(Folder folder, boolean unguarded, Creating creating) {
    this.folder = folder;
    this.unguarded = unguarded;
    this.creating = creating;
  }

  /**
   * @param job the folder of a job
   * @param spec the job
   */
  static Journal of(Folder job, JobSpec spec) {
    return new Journal(
        job.folder("_registry").folder("journal"), spec.retraining().unguarded(), null);
  }

  /**
   * @param job the folder of a job, of which nobody knows whether it may go on without a guard
   */
  static Journal of(Folder job) {
    return new Journal(job.folder("_registry").folder("journal"), false, null);
  }

  /** The same, whose files are created by another way. */
  Journal creatingBy(Creating other) {
    return new Journal(folder, unguarded, other);
  }

  /**
   * @return all decisions, the first first
   * @throws BadDataException when one is missing or damaged, with its file
   */
  List<Decision> read() {
    // Another command may write two while the folder is listed, and one that is listed may not
    // have its content yet.
    List<Integer> numbers = again(this::numbers, found -> missing(found).isEmpty());
    missing(numbers)
        .ifPresent(
            gap -> {
              throw new BadDataException(
                  place(gap) + ": is missing, and later decisions are there; put it back");
            });
    List<Decision> decisions = new ArrayList<>();
    for (int number : numbers) {
      boolean newest = number == numbers.size();
      decisions.add(newest ? newest(number) : parsed(number, folder.text(Series.name(number))));
    }
    return decisions;
  }

  private Decision newest(int number) {
    String text = again(() -> folder.text(Series.name(number)), Journal::isWhole);
    try {
      return parsed(number, text);
    } catch (BadDataException e) {
      if (isWhole(text)) {
        throw e;
      }
      throw new BadDataException(
          e.getMessage()
              + "; it is the newest, so if no command is at work now, its writer died: remove it,"
              + " and what was decided before holds",
          e);
    }
  }

  private static boolean isWhole(String text) {
    return text.endsWith("}\n");
  }

  private Decision parsed(int number, String text) {
    Decision decision;
    try {
      decision = SummedJson.readWhole(text, Decision.class);
    } catch (UncheckedIOException e) {
      throw new BadDataException(place(number) + ": damaged: " + Json.flaw(e), e);
    }
    if (decision.number() != number || decision.seen() != number - 1) {
      throw new BadDataException(
          place(number)
              + ": is decision "
              + decision.number()
              + ", taken against "
              + decision.seen()
              + "; put back the file that was here");
    }
    return decision;
  }

  /** The first that is not there though a later one is. */
  private static Optional<Integer> missing(List<Integer> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i) != i + 1) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  private List<Integer> numbers() {
    return folder.fileNames().stream()
        .filter(name -> NUMBERED.matcher(name).matches())
        .map(name -> Integer.valueOf(name.substring(0, name.indexOf('.'))))
        .sorted()
        .toList();
  }

  /**
   * Writes the next decision.
   *
   * @param what it says
   * @param previous the champion now; null for none
   * @param seen the newest decision that it was taken against; 0 for none
   * @throws NotOwnerException when there is a newer one
   * @throws InvalidJobException when the store cannot tell who was first, and the job does not say
   *     that this is no matter
   */
  Decision write(Proposal what, String previous, int seen) {
    Decision decision =
        new Decision(
            seen + 1,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            user() + "@" + ThisProcess.host(),
            what.action(),
            what.version(),
            previous,
            seen,
            what.reasons(),
            what.figures(),
            what.codes(),
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    byte[] content = SummedJson.text(decision).getBytes(StandardCharsets.UTF_8);
    folder.create();
    boolean newer = numbers().stream().anyMatch(number -> number > seen);
    if (newer || !isCreated(Series.name(seen + 1), content)) {
      throw somebodyElse(seen);
    }
    return decision;
  }

  private boolean isCreated(String name, byte[] content) {
    try {
      return (creating == null ? creating() : creating).create(name, content);
    } catch (IOException e) {
      // It may be the answer that was lost, and not the file.
      UncheckedIOException failure = new UncheckedIOException(e);
      try {
        if (folder.has(name)) {
          return Arrays.equals(folder.bytes(name), content);
        }
      } catch (UncheckedIOException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
  }

  /** See {@link Registry#requireGuarded}. */
  void requireGuarded() {
    try {
      folder.create();
      creating();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Creating creating() throws IOException {
    Optional<CreateIfAbsent> guarded = CreateIfAbsent.in(folder);
    if (guarded.isPresent()) {
      return guarded.get()::create;
    }
    String what = folder + ": this store cannot tell who was first (no If-None-Match: *)";
    if (!unguarded) {
      throw new InvalidJobException(
          what
              + ", so of two decisions at once one would be lost; keep the workspace on another, or"
              + " see to it that one command at a time decides, and say so: retrain.unguarded:"
              + " true");
    }
    LOG.warn("{}; retrain.unguarded is true, so it is not asked", what);
    return (name, content) -> {
      if (folder.has(name)) {
        return false;
      }
      folder.write(name, content);
      return true;
    };
  }

  private NotOwnerException somebodyElse(int seen) {
    int newest = numbers().stream().mapToInt(Integer::intValue).max().orElse(seen + 1);
    String first = "decision " + newest;
    try {
      first = newest(newest).toString();
    } catch (BadDataException | UncheckedIOException e) {
      LOG.debug("{}", place(newest), e);
    }
    return new NotOwnerException(
        "somebody else was first: "
            + first
            + "; this one was taken against "
            + (seen == 0 ? "none" : "decision " + seen)
            + ", and changes nothing");
  }

  /** The file of a decision, for people. */
  String place(int number) {
    return folder + "/" + Series.name(number);
  }

  /** Who has sent this command, also where it is another user's process. */
  private static String user() {
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T again(Supplier<T> reading, Predicate<T> whole) {
    for (int tries = 1; ; tries++) {
      T found = reading.get();
      if (tries == MOST_TRIES || whole.test(found)) {
        return found;
      }
      try {
        Thread.sleep(BETWEEN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UncheckedIOException(new InterruptedIOException("interrupted"));
      }
    }
  }
}
