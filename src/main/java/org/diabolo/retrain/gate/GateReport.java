package org.diabolo.retrain.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.diabolo.job.BadDataException;
import org.diabolo.job.GateSpec;
import org.diabolo.store.Folder;
import org.diabolo.store.SummedJson;

/**
 * What the gate says of a candidate.
 *
 * @param outcome what is to be done
 * @param verdict of the figures on all held-out rows; null where none were compared: a first model,
 *     or two that cannot be compared
 * @param reasons in words, what decided first
 * @param champion the version in use; null of a first model
 * @param candidate the version that was judged; null where its bundle cannot be read
 * @param measure the name of the error; null where none was measured
 * @param rows that were held out, and what became of them
 * @param figures by the part of the rows: {@code all}, {@code old}, {@code new}, {@code
 *     slice/VALUE}, {@code baseline/NAME}
 * @param guards by name
 * @param codes of both models; null of a first model, or where none were compared
 * @param settings of the job
 * @param seed of the resamples
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateReport(
    Outcome outcome,
    Verdict verdict,
    List<String> reasons,
    String champion,
    String candidate,
    String measure,
    Rows rows,
    Map<String, Judgement> figures,
    Map<String, Guard> guards,
    ComparedCodes codes,
    GateSpec settings,
    long seed) {
  /** The report's file in a run's folder. */
  public static final String FILE = "gate.json";

  /** What is to be done with a candidate. */
  public enum Outcome {
    /** It takes the champion's place. */
    PROMOTE,
    /** It is worse, or something else speaks against it. */
    REFUSE,
    /** The champion stays, because too little is known. */
    UNDECIDED
  }

  /**
   * Held-out rows.
   *
   * @param heldOut that the candidate takes
   * @param rejectedByChampion that the champion does not take: they are not compared
   * @param withoutErrorOfChampion whose answer by the champion is no finite number: not compared
   * @param withoutErrorOfCandidate the same of the candidate
   */
  public record Rows(
      long heldOut,
      long rejectedByChampion,
      long withoutErrorOfChampion,
      long withoutErrorOfCandidate) {}

  /**
   * Writes the report whole.
   *
   * @param run the candidate's folder
   */
  public void write(Folder run) {
    run.write(FILE, SummedJson.text(this));
  }

  /**
   * @param run a folder that has a report
   * @return the report
   * @throws BadDataException when it is not what was written
   */
  public static GateReport read(Folder run) {
    String text = run.text(FILE);
    try {
      return SummedJson.read(text, GateReport.class);
    } catch (UncheckedIOException e) {
      throw new BadDataException(run + "/" + FILE + ": damaged", e);
    }
  }
}
