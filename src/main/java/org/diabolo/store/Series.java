package org.diabolo.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.RetrainSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files numbered from 1 in one folder, {@code 000001.json} and so on, each put if it is absent: of
 * all who try the same number at once one succeeds, in whichever process and on whichever machine.
 * None is ever replaced.
 */
public final class Series {
  private static final Logger LOG = LoggerFactory.getLogger(Series.class);

  /** Of JSON for people: what has it is whole. */
  private static final String END = "}\n";

  private static final int MOST_TRIES = 10;
  private static final long BETWEEN_MILLIS = 100;

  private static final Pattern NAME = Pattern.compile("(\\d{6,9})\\.json");

  private final Folder folder;
  private final boolean unguarded;

  /** How files are created; null before that is known. */
  private volatile Creating creating;

  /** Creates a file if there is none of its name; says whether this call has. */
  @FunctionalInterface
  interface Creating {
    boolean create(String name, byte[] content) throws IOException;
  }

  private Series(Folder folder, boolean unguarded, Creating creating) {
    this.folder = folder;
    this.unguarded = unguarded;
    this.creating = creating;
  }

  /**
   * Files that are put only where the store can tell who was first.
   *
   * @param folder of the files, which need not be there
   */
  public Series(Folder folder) {
    this(folder, false, null);
  }

  /**
   * Files of a job, which says whether they are put also where the store cannot tell who was first.
   *
   * @param folder of the files, which need not be there
   * @param retraining what the job says of it in {@code retrain.unguarded}
   * @return the files, none of which is looked at yet
   */
  public static Series of(Folder folder, RetrainSpec retraining) {
    return new Series(folder, retraining.unguarded(), null);
  }

  /** The same, whose files are created by another way. */
  Series creatingBy(Creating other) {
    return new Series(folder, unguarded, other);
  }

  /**
   * @param number from 1
   * @return where the file is, for people
   */
  public String place(int number) {
    return folder + "/" + name(number);
  }

  /** In digits that every machine reads. */
  private static String name(int number) {
    return String.format(Locale.ROOT, "%06d.json", number);
  }

  /**
   * @return the highest number that was put; 0 where none was
   */
  public int highest() {
    List<Integer> numbers = numbers();
    return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
  }

  /**
   * @return how many were put, of which none is missing: the highest number
   * @throws BadDataException when one is missing though a later one is there, with its file
   */
  public int count() {
    // Others may put two while the folder is listed.
    List<Integer> numbers = settled(this::numbers, found -> gap(found).isPresent());
    gap(numbers)
        .ifPresent(
            number -> {
              throw new BadDataException(
                  place(number) + ": is missing, and later ones are there; put it back");
            });
    return numbers.size();
  }

  /** The first that is not there though a later one is. */
  private static Optional<Integer> gap(List<Integer> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i) != i + 1) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  private List<Integer> numbers() {
    return folder.fileNames().stream().flatMap(name -> number(name).stream()).sorted().toList();
  }

  private static Optional<Integer> number(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(Integer.valueOf(matcher.group(1)))
            .filter(number -> number > 0 && name(number).equals(name))
        : Optional.empty();
  }

  /**
   * @param number from 1
   * @return what was put, or a part of it where its writer died in a store that takes the name
   *     first; nothing where nothing was put, or it is gone
   */
  public Optional<String> text(int number) {
    return settled(() -> now(number), text -> text.isPresent() && !isWhole(text.get()));
  }

  /**
   * @param text of {@link #text}
   * @return whether its writer had come to the end
   */
  public static boolean isWhole(String text) {
    return text.endsWith(END);
  }

  private Optional<String> now(int number) {
    try {
      return Optional.of(folder.text(name(number)));
    } catch (UncheckedIOException e) {
      if (StoreFailure.of(e) == StoreFailure.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What is half there is looked at again, as its writer may be at it. */
  private static <T> T settled(Supplier<T> look, Predicate<T> isHalf) {
    T found = look.get();
    for (int tries = 1; tries < MOST_TRIES && isHalf.test(found); tries++) {
      Folder.sleep(BETWEEN_MILLIS);
      found = look.get();
    }
    return found;
  }

  /**
   * To be asked before work that ends with {@link #put}. Makes the folder.
   *
   * @throws InvalidJobException when the store cannot tell who was first, unless the job says
   *     {@code retrain.unguarded: true}
   */
  public void requirePuts() {
    Folder.attempt(this::creating);
  }

  /**
   * @param number from 1
   * @param text that nobody else would put; JSON for people, which ends with its brace and a new
   *     line
   * @return whether this call has put it; else somebody was first
   * @throws InvalidJobException when the store cannot tell who was first, unless the job says
   *     {@code retrain.unguarded: true}
   */
  public boolean put(int number, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    Creating how = Folder.attempt(this::creating);
    try {
      return how.create(name(number), content);
    } catch (IOException e) {
      // It may be the answer that was lost, and not the file.
      UncheckedIOException failure = new UncheckedIOException(e);
      try {
        if (folder.has(name(number))) {
          return Arrays.equals(folder.bytes(name(number)), content);
        }
      } catch (UncheckedIOException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
  }

  private Creating creating() throws IOException {
    folder.create();
    if (creating == null) {
      Optional<CreateIfAbsent> guarded = CreateIfAbsent.in(folder);
      creating = guarded.isPresent() ? guarded.get()::create : creatingUnguarded();
    }
    return creating;
  }

  private Creating creatingUnguarded() {
    String what = folder + ": this store cannot tell who was first (no If-None-Match: *)";
    if (!unguarded) {
      throw new InvalidJobException(
          what
              + ", so of two at once one would be lost; keep the workspace on another, or see to it"
              + " that one command at a time is at work on this job, and say so: retrain.unguarded:"
              + " true");
    }
    LOG.warn("{}; retrain.unguarded is true, so it is not asked", what);
    return (name, content) -> {
      if (folder.has(name)) {
        return Arrays.equals(folder.bytes(name), content);
      }
      try {
        folder.write(name, content);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      return true;
    };
  }
}
