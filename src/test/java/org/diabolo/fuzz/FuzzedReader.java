package org.diabolo.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A reader of ours, as the fuzzer knows it. */
public interface FuzzedReader {
  /** One word: bundle, image. */
  String name();

  /**
   * @return what is whole, to begin with
   */
  List<Parts> seeds() throws Exception;

  /**
   * Reads, and uses what was read as far as its first user would.
   *
   * @return false where it was refused in a way that the reader's documentation names
   * @throws Exception any other: what is looked for
   */
  boolean read(Parts parts) throws Exception;

  /**
   * @return words that the format has, to be written over others
   */
  default List<String> words() {
    return List.of();
  }

  /**
   * Makes right what would hide all damage behind it, such as checksums within a piece.
   *
   * @param random to leave some as they are
   */
  default Parts mended(Parts parts, Random random) {
    return parts;
  }

  /**
   * @return whether the class, by its name, is one of the reader's, whose branches are counted
   */
  boolean counts(String type);

  /**
   * @return a folder below {@code target} for what is read from files, the same in each run
   */
  default Path folder() {
    try {
      return Files.createDirectories(Path.of("target/fuzz-work").resolve(name()).toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In megabytes: the most that reading one input may allocate, all garbage counted. */
  default long megabytes() {
    return 256;
  }
}
