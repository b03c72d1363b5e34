package org.diabolo.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.diabolo.job.RetrainSpec;
import org.diabolo.network.BundleStore;
import org.diabolo.store.Json;

/**
 * What a run's model begins with. Part of what its rows and its model are made from, so the
 * manifest keeps it, and whoever goes on with the run begins with the same.
 *
 * @param start that the job asked for
 * @param champion run id of the model whose fields and parameters are taken; null where fields are
 *     fitted and parameters drawn
 * @param model SHA-256 of the files of its bundle; null where there is none
 * @param seeds with which as many candidates are trained; null for one
 * @param codes that the job asked for; null where no retraining asked, as with older versions,
 *     which knew none but fresh ones
 * @param anchor the model whose codes are those to be near to; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Start(
    RetrainSpec.Start start,
    String champion,
    Map<String, String> model,
    Integer seeds,
    RetrainSpec.Codes codes,
    Anchor anchor) {
  /** The part of what a stage is made from. */
  static final String PART = "retrain";

  /** Its members that are the user's. */
  static final List<String> ASKED = List.of("start", "seeds", "codes");

  /** As all runs begin that are no retraining's. */
  public static final Start COLD = new Start(RetrainSpec.Start.COLD, null, null, null, null, null);

  /** As a retraining begins that has nothing to take over yet. */
  public static final Start WARM_WITHOUT_CHAMPION =
      new Start(RetrainSpec.Start.WARM, null, null, null, null, null);

  /**
   * @param champion a run with a bundle
   * @return a start from its model
   */
  public static Start warm(RunDirectory champion) {
    return new Start(
        RetrainSpec.Start.WARM,
        champion.id(),
        BundleStore.sums(champion.bundle()),
        null,
        null,
        null);
  }

  /**
   * @param count of seeds, at least 1
   * @return the same for as many candidates
   */
  public Start with(int count) {
    return new Start(
        start, champion, model, count == 1 ? null : Integer.valueOf(count), codes, anchor);
  }

  /**
   * @param now what the job says now
   * @return the same, asked for so; one that no retraining asked for stays what it is
   */
  Start asked(RetrainSpec now) {
    return codes == null
        ? this
        : new Start(now.start(), champion, model, null, now.codes(), anchor).with(now.seeds());
  }

  /**
   * A model whose codes another one's are to be near to.
   *
   * @param champion its run id
   * @param model SHA-256 of the files of its bundle
   * @param comparable the least share of neighbours that codes of its space keep
   */
  public record Anchor(String champion, Map<String, String> model, double comparable) {}

  /**
   * @param asked what the job says of codes
   * @return the same without anything to stay near to
   */
  public Start with(RetrainSpec.Codes asked) {
    return new Start(start, champion, model, seeds, asked, null);
  }

  /**
   * @param near a run with a bundle
   * @param asked what the job says of codes, and not that they be fresh
   * @param comparable the least share of neighbours that codes of its space keep
   * @return the same, whose codes are to be near to those of its model
   */
  public Start near(RunDirectory near, RetrainSpec.Codes asked, double comparable) {
    Anchor its = new Anchor(near.id(), BundleStore.sums(near.bundle()), comparable);
    return new Start(start, champion, model, seeds, asked, its);
  }

  /**
   * @param other start of the same run
   * @return this one with what the other says of codes
   */
  public Start withCodesOf(Start other) {
    return new Start(start, champion, model, seeds, other.codes, other.anchor);
  }

  /**
   * @param champion run id of a model whose codes are nothing to stay near to
   * @param why not
   * @return the same in words
   */
  public static String newSpace(String champion, String why) {
    return "codes begin a new space, not near to those of " + champion + ": " + why;
  }

  /** As far as rows depend on it. */
  Start ofRows() {
    return with(1).withCodesOf(COLD);
  }

  /** Of candidates. */
  int count() {
    return seeds == null ? 1 : seeds;
  }

  /** Where nothing is told, by older versions, it was cold. */
  static Start of(StageRecord record) {
    JsonNode part = record.from().path(PART);
    return part.isObject() ? Json.read(Json.line(part), Start.class) : COLD;
  }
}
