package org.diabolo.store;

import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;

/**
 * An output of several files that others find whole or not at all. It has a last file, which is
 * there only when all the others are: who reads the output looks for that one first.
 *
 * <p>Where folders are renamed in one step, the output is written under a hidden name beside its
 * place and renamed. Elsewhere it is written in its place, with a file {@code _unfinished} in it
 * until the last file has been written; of an older output the last file goes first. Who removes
 * such a folder removes the mark too: what else is put there is nobody's leavings.
 *
 * <p>Whatever a process that died has left is removed by the next that {@linkplain #begin begins}.
 */
public final class Publication {
  /** The last file of outputs that Spark writes, under the name that Spark gives it. */
  public static final String SUCCESS = "_SUCCESS";

  private static final String UNFINISHED = "_unfinished";
  private static final String NO_SUCCESS = "mapreduce.fileoutputcommitter.marksuccessfuljobs";

  private final Folder place;
  private final String last;
  private final Folder staging;

  private Publication(Folder place, String last, Folder staging) {
    this.place = place;
    this.last = last;
    this.staging = staging;
  }

  /**
   * Clears the ground. Where folders are not renamed in one step an older output is removed now.
   *
   * @param place the output's folder
   * @param last name of the last file
   */
  public static Publication begin(Folder place, String last) {
    if (place.renamesAtOnce()) {
      Folder staging = place.sibling("_" + place.name());
      staging.delete();
      return new Publication(place, last, staging);
    }
    // Before anything goes: a second attempt must know whose leavings these are.
    place.write(UNFINISHED, "");
    place.delete(last);
    place.folders().forEach(Folder::delete);
    place.fileNames().stream().filter(name -> !name.equals(UNFINISHED)).forEach(place::delete);
    return new Publication(place, last, place);
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
    return staging;
  }

  /**
   * Writes rows into {@link #staging}, beside what is there; Spark's own mark of success is left
   * out, as it would come too early.
   *
   * @param rows to write, with their partitioning
   */
  public void parquet(DataFrameWriter<Row> rows) {
    rows.mode("append").option(NO_SUCCESS, "false").parquet(staging.path().toString());
  }

  /** Writes an empty last file, and shows the output. */
  public void publish() {
    publish("");
  }

  /**
   * Writes the last file, and shows the output in place of an older one.
   *
   * @param text of the last file
   */
  public void publish(String text) {
    staging.write(last, text);
    if (staging.equals(place)) {
      place.delete(UNFINISHED);
    } else {
      staging.publishAs(place);
    }
  }

  /** Removes what was written; nothing of it stays behind. */
  public void abandon() {
    staging.delete();
  }
}
