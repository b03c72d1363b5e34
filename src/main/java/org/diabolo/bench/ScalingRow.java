package org.diabolo.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.OptionalDouble;
import org.diabolo.average.RoundRecord;
import org.diabolo.job.AveragingSpec.Outer;

/**
 * One configuration of the scaling study.
 *
 * @param workers replicas
 * @param period local steps a round
 * @param outer step
 * @param examples trained on; measured
 * @param rounds trained; measured
 * @param loss on the held-out rows at the end; measured
 * @param bestLoss the least of all validations; measured
 * @param localSeconds all rounds took here, replicas in turn; measured
 * @param seconds all rounds would take with a machine a replica; modelled
 * @param talkSeconds of them on the network; modelled
 * @param secondsToLoss until the study's loss was first reached, or null when it was not; modelled
 * @param speedUp one replica's {@code secondsToLoss} over this one's, or null; modelled
 * @param curve validations by modelled time; not part of the JSON
 */
public record ScalingRow(
    int workers,
    int period,
    Outer outer,
    long examples,
    int rounds,
    double loss,
    double bestLoss,
    double localSeconds,
    double seconds,
    double talkSeconds,
    Double secondsToLoss,
    Double speedUp,
    @JsonIgnore LossCurve curve) {

  static ScalingRow of(
      ScalingRun run, ModelledTime model, double target, OptionalDouble singleSeconds) {
    List<RoundRecord> records = run.records();
    LossCurve curve = model.curve(records, run.workers());
    OptionalDouble reached = curve.secondsTo(target);
    boolean both = reached.isPresent() && singleSeconds.isPresent();
    return new ScalingRow(
        run.workers(),
        run.period(),
        run.outer(),
        records.stream().mapToLong(RoundRecord::examples).sum(),
        records.size(),
        curve.last().loss(),
        curve.best(),
        records.stream().mapToDouble(RoundRecord::seconds).sum(),
        records.stream().mapToDouble(r -> model.round(r, run.workers())).sum(),
        records.stream().mapToDouble(model::talk).sum(),
        reached.isPresent() ? reached.getAsDouble() : null,
        both ? singleSeconds.getAsDouble() / reached.getAsDouble() : null,
        curve);
  }
}
