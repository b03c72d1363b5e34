package org.diabolo.store;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.diabolo.job.InvalidJobException;

/**
 * An output of several files that others find whole or not at all. It has a last file, which is
 * there only when all the others are: who reads the output looks for that one first.
 *
 * <p>Where folders are renamed in one step, the output is written into a hidden folder beside its
 * place and renamed; such a folder has a name of its own, so that several processes may be at work
 * for one place. Elsewhere it is written in its place, with a file {@code _unfinished} in it until
 * the last file has been written; of an older output the last file goes first. Who removes such a
 * folder removes the mark too: what else is put there is nobody's leavings.
 *
 * <p>Whatever a process that died has left is removed by the next that begins for the same place.
 */
public final class Publication implements AutoCloseable {
  /** The last file of outputs that Spark writes, under the name that Spark gives it. */
  public static final String SUCCESS = "_SUCCESS";

  /** How long an output of a user's may rest before it is taken for left, where no lock tells. */
  private static final Duration REST = Duration.ofDays(7);

  private static final String UNFINISHED = "_unfinished";
  private static final String MARK = "Diabolo is writing here.\n";
  private static final String NO_SUCCESS = "mapreduce.fileoutputcommitter.marksuccessfuljobs";
  private static final String COMMITTER = "mapreduce.fileoutputcommitter.algorithm.version";
  private static final String LOCAL_FILES = "fs.file.impl";

  private final Folder place;
  private final String last;
  private final Staging beside;
  private final Standing standing;
  private boolean ended;

  /** What is done with what stands in the place. */
  private enum Standing {
    REPLACED,
    REFUSED
  }

  private Publication(Folder place, String last, Staging beside, Standing standing) {
    this.place = place;
    this.last = last;
    this.beside = beside;
    this.standing = standing;
  }

  /**
   * Clears the ground, in a place that is ours, as a run's is. Where folders are not renamed in one
   * step an older output is removed now.
   *
   * @param place the output's folder, in which whatever stood there is replaced
   * @param last name of the last file
   * @return what the files are written into, to be closed by the caller
   */
  public static Publication begin(Folder place, String last) {
    if (place.lease() != null) {
      place.lease().check();
    }
    if (place.renamesAtOnce()) {
      // Where no lock tells: of two processes with one run the later goes on alone.
      return new Publication(place, last, Staging.beside(place, Duration.ZERO), Standing.REPLACED);
    }
    clear(place, last);
    return new Publication(place, last, null, Standing.REPLACED);
  }

  /**
   * Begins an output in a place that is a user's.
   *
   * @param place the output's folder, in which there is nothing, or {@linkplain #isLeft what an
   *     attempt has left}
   * @param last name of the last file
   * @return what the files are written into, to be closed by the caller
   * @throws InvalidJobException when there is anything else; {@link #publish} throws it too, when
   *     something has come there meanwhile
   */
  public static Publication beginNew(Folder place, String last) {
    if (place.exists() && !isLeft(place, last)) {
      throw new InvalidJobException(place + ": there is something already");
    }
    if (place.renamesAtOnce()) {
      return new Publication(place, last, Staging.beside(place, REST), Standing.REFUSED);
    }
    clear(place, last);
    return new Publication(place, last, null, Standing.REFUSED);
  }

  private static void clear(Folder place, String last) {
    // Before anything goes: a second attempt must know whose leavings these are.
    place.write(UNFINISHED, MARK);
    place.delete(last);
    place.folders().forEach(Folder::delete);
    place.fileNames().stream().filter(name -> !name.equals(UNFINISHED)).forEach(place::delete);
  }

  /**
   * @param place an output's folder
   * @param last name of its last file
   * @return whether it is there, whole
   */
  public static boolean isPublished(Folder place, String last) {
    return place.has(last);
  }

  /**
   * @param place an output's folder
   * @param last name of its last file
   * @return whether there is a part of an output that was never finished
   */
  public static boolean isUnfinished(Folder place, String last) {
    return place.has(UNFINISHED) && !place.has(last);
  }

  /**
   * @param place an output's folder
   * @param last name of its last file
   * @return whether what is there is certainly nothing but the part that an attempt of ours left
   */
  public static boolean isLeft(Folder place, String last) {
    return !place.renamesAtOnce()
        && isUnfinished(place, last)
        && place.text(UNFINISHED).equals(MARK);
  }

  /**
   * Removes an output, so that it is at no time taken for whole.
   *
   * @param place its folder, which need not be there
   * @param last name of its last file
   */
  public static void remove(Folder place, String last) {
    place.delete(last);
    place.delete();
  }

  /**
   * @param place an output's folder
   * @param last name of its last file
   * @return whether to {@linkplain #begin begin} here is to lose a whole output: what can be
   *     checked is to be checked before
   */
  public static boolean beginRemoves(Folder place, String last) {
    return place.has(last) && !place.renamesAtOnce();
  }

  /**
   * @return where the output's files are to be written, all but the last
   */
  public Folder staging() {
    return beside == null ? place : beside.made();
  }

  /**
   * Writes rows into {@link #staging}, beside what is there; Spark's own mark of success is left
   * out, as it would come too early, and so are Hadoop's files of sums on disks. Where folders are
   * not renamed in one step the parts are {@linkplain NumberedParts named by their numbers}.
   *
   * @param rows to write, with their partitioning
   */
  public void parquet(DataFrameWriter<Row> rows) {
    if (place.lease() != null) {
      place.lease().check();
    }
    if (beside != null) {
      write(rows, staging());
      return;
    }
    Folder parts = place.folder("." + Unique.name("parts"));
    // Nobody else looks in there, so that a task need not be careful with what it has written.
    write(rows.option(COMMITTER, "2"), parts);
    Folder.attempt(
        () -> {
          NumberedParts.move(parts, place);
          return null;
        });
  }

  private static void write(DataFrameWriter<Row> rows, Folder folder) {
    rows.mode("append")
        .option(NO_SUCCESS, "false")
        .option(LOCAL_FILES, RawLocalFileSystem.class.getName())
        .option(LOCAL_FILES + ".disable.cache", "true")
        .parquet(folder.path().toString());
  }

  /** Writes an empty last file, and shows the output. */
  public void publish() {
    publish("");
  }

  /**
   * Writes the last file, and shows the output.
   *
   * @param text of the last file
   */
  public void publish(String text) {
    try {
      staging().write(last, text);
      if (beside == null) {
        place.delete(UNFINISHED);
      } else if (standing == Standing.REPLACED) {
        beside.replace();
      } else {
        beside.create();
      }
    } catch (UncheckedIOException e) {
      throw place.explained(e);
    }
    ended = true;
  }

  /** Removes what was written; nothing of it stays behind. */
  public void abandon() {
    if (beside == null) {
      place.delete();
    }
    close();
  }

  /**
   * Removes what was written beside its place and not published; what was written in its place
   * stays, and is known for a part.
   */
  @Override
  public void close() {
    if (!ended && beside != null) {
      beside.remove();
    }
    ended = true;
  }
}
