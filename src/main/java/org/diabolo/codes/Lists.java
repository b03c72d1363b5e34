package org.diabolo.codes;

import java.io.UncheckedIOException;
import java.util.LinkedList;
import java.util.List;
import org.diabolo.job.BadDataException;
import org.diabolo.job.RetrainSpec;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Series;
import org.diabolo.store.SummedJson;

/**
 * The lists of one folder of codes. What they say is settled: a list is never replaced, and its
 * number is one above that of the list that its set was made against.
 *
 * @param folder of the codes
 * @param series the files of the lists
 */
record Lists(Folder folder, Series series) {
  static final String FOLDER = "_lists";
  static final String SETS = "_sets";

  /** To be read. */
  static Lists in(Folder folder) {
    return new Lists(folder, new Series(folder.folder(FOLDER)));
  }

  /** To be written by a job. */
  static Lists in(Folder folder, RetrainSpec retraining) {
    return new Lists(folder, Series.of(folder.folder(FOLDER), retraining));
  }

  Folder set(Part part) {
    return folder.folder(SETS).folder(part.set());
  }

  /**
   * @param highest number to look at
   * @return the last whole set and what came after it, in the order of their numbers; none where
   *     there is no set
   * @throws BadDataException when a list is missing or damaged, with its name
   */
  List<Part> since(int highest) {
    LinkedList<Part> parts = new LinkedList<>();
    for (int number = highest; number > 0; number--) {
      Part part = part(number);
      parts.addFirst(part);
      if (part.kind().isWhole()) {
        break;
      }
    }
    boolean none = parts.stream().noneMatch(Part::hasSet);
    if (!none && !parts.getFirst().kind().isWhole()) {
      throw damaged(1, "no list before it tells of a whole set", null);
    }
    return none ? List.of() : List.copyOf(parts);
  }

  private Part part(int number) {
    String text = series.text(number).orElseThrow(() -> damaged(number, "missing", null));
    try {
      Part part = SummedJson.readWhole(text, Part.class);
      if (part.number() != number) {
        throw damaged(number, "it says that it is number " + part.number(), null);
      }
      return part;
    } catch (UncheckedIOException e) {
      throw damaged(number, "damaged: " + Json.flaw(e), e);
    }
  }

  private BadDataException damaged(int number, String what, Exception cause) {
    return new BadDataException(
        series.place(number)
            + ": "
            + what
            + "; remove "
            + folder
            + " and have all rows encoded again: diabolo encode --new",
        cause);
  }
}
