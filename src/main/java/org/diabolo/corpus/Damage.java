package org.diabolo.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.diabolo.spark.InternalRows;
import org.diabolo.store.FileList;

/**
 * How a corpus is not as it was written.
 *
 * @param corpus that is damaged
 * @param split in which
 * @param found rows there are in it now, those of unreadable files left out
 * @param what is wrong, in words
 */
record Damage(PreparedCorpus corpus, String split, long found, String what) {

  /** By the names and lengths of the files. */
  static Optional<Damage> amongFiles(SparkSession spark, PreparedCorpus corpus) {
    List<FileList.Difference> all = corpus.card().files().differences(FileList.of(corpus.folder()));
    if (all.isEmpty()) {
      return Optional.empty();
    }
    String more = all.size() == 1 ? "" : ", and " + (all.size() - 1) + " files more differ";
    return Optional.of(of(spark, corpus, all.get(0).file(), all.get(0) + more));
  }

  /** By what a reading that failed says of the file where it did. */
  static Optional<Damage> inFile(SparkSession spark, PreparedCorpus corpus, Throwable failure) {
    FileList files = FileList.of(corpus.folder());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      for (String file : files.bytes().keySet()) {
        if (message.contains(corpus.folder().name() + "/" + file)) {
          return Optional.of(of(spark, corpus, file, file + " cannot be read"));
        }
      }
    }
    return corpus.card().files() == null ? Optional.empty() : amongFiles(spark, corpus);
  }

  /** By the sums of the rows. */
  static Damage amongRows(PreparedCorpus corpus, Split split, RowSum found) {
    String label = split.label();
    return new Damage(
        corpus,
        label,
        found.rows(),
        found.rows() == corpus.rows(split)
            ? "their sum is another, so some are not those that were prepared"
            : "no file of " + CorpusColumns.SPLIT + "=" + label + " is missing or cut off");
  }

  private static Damage of(SparkSession spark, PreparedCorpus corpus, String file, String what) {
    String split = file.replaceFirst("^" + CorpusColumns.SPLIT + "=([^/]*)/.*$", "$1");
    return new Damage(corpus, split, readable(spark, corpus, split), what);
  }

  /** Rows that can still be read. */
  private static long readable(SparkSession spark, PreparedCorpus corpus, String split) {
    try {
      return Arrays.stream(Split.values())
          .filter(known -> known.label().equals(split))
          .mapToLong(known -> InternalRows.of(corpus.readable(spark, known)).count())
          .sum();
    } catch (Exception e) {
      return 0;
    }
  }

  /**
   * @throws DamagedCorpusException that says all of it
   */
  void complain() {
    throw new DamagedCorpusException(
        corpus.folder()
            + ": split "
            + split
            + ": "
            + corpus.card().rows().getOrDefault(split, 0L)
            + " rows expected, "
            + found
            + " found: "
            + what
            + "; make it again with: diabolo prepare and this --run-id, or begin a new run");
  }
}
