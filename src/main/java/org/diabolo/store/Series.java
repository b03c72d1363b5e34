package org.diabolo.store;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.diabolo.job.InvalidJobException;

/**
 * Files numbered from 1 in one folder, {@code 000001.json} and so on, each put if it is absent: of
 * all who try the same number at once one succeeds, in whichever process and on whichever machine.
 * None is ever replaced.
 *
 * @param folder of the files, which need not be there
 */
public record Series(Folder folder) {
  /** Of JSON for people: what has it is whole. */
  private static final String END = "}\n";

  private static final int MOST_TRIES = 10;
  private static final long BETWEEN_MILLIS = 100;

  private static final Pattern NAME = Pattern.compile("(\\d{6,9})\\.json");

  /**
   * @param number from 1
   * @return the name of the file, in digits that every machine reads
   */
  public static String name(int number) {
    return String.format(Locale.ROOT, "%06d.json", number);
  }

  /**
   * @return the highest number that was put; 0 where none was
   */
  public int highest() {
    return folder.fileNames().stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .mapToInt(name -> Integer.parseInt(name.group(1)))
        .max()
        .orElse(0);
  }

  /**
   * @param number from 1
   * @return what was put, or a part of it where its writer died in a store that takes the name
   *     first; nothing where nothing was put, or it is gone
   */
  public Optional<String> text(int number) {
    Optional<String> text = now(number);
    for (int tries = 1; tries < MOST_TRIES && text.filter(Series::isPart).isPresent(); tries++) {
      Folder.sleep(BETWEEN_MILLIS);
      text = now(number);
    }
    return text;
  }

  private static boolean isPart(String text) {
    return !text.endsWith(END);
  }

  private Optional<String> now(int number) {
    try {
      return folder.has(name(number)) ? Optional.of(folder.text(name(number))) : Optional.empty();
    } catch (UncheckedIOException e) {
      if (StoreFailure.of(e) == StoreFailure.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * To be asked before work that ends with {@link #put}. Makes the folder.
   *
   * @throws InvalidJobException when the store cannot tell who was first
   */
  public void requirePuts() {
    Folder.attempt(this::creating);
  }

  /**
   * @param number from 1
   * @param text that nobody else would put; JSON for people, which ends with its brace and a new
   *     line
   * @return whether this call has put it; else somebody was first
   * @throws InvalidJobException when the store cannot tell who was first
   */
  public boolean put(int number, String text) {
    return Folder.attempt(
        () -> creating().create(name(number), text.getBytes(StandardCharsets.UTF_8)));
  }

  private CreateIfAbsent creating() throws java.io.IOException {
    folder.create();
    return CreateIfAbsent.in(folder)
        .orElseThrow(
            () ->
                new InvalidJobException(
                    folder
                        + ": this store cannot tell who was first (it does not heed If-None-Match:"
                        + " *); name a --workspace on one that can"));
  }
}
