package org.diabolo.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.field.VectorField;
import org.diabolo.job.BadDataException;
import org.diabolo.job.GateSpec;
import org.diabolo.job.GateSpec.TextError;
import org.diabolo.job.GateSpec.WhenUndecided;
import org.diabolo.network.Bundle;
import org.diabolo.retrain.gate.ErrorSums.Who;
import org.diabolo.retrain.gate.GateReport.Outcome;
import org.diabolo.rows.Rejects;
import org.diabolo.space.SpaceTold;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;

class ConclusionTest {
  private static final int DRAWS = 200;
  private static final float NAN = Float.NaN;

  private static GateSpec gate(double betterBy, WhenUndecided undecided) {
    return new GateSpec(
        0.01,
        betterBy,
        0.05,
        0.05,
        0.1,
        50,
        true,
        0.7,
        0.01,
        TextError.EXACT_MATCH,
        DRAWS,
        undecided);
  }

  /** Rows on which the candidate's error is so many times the champion's, give or take a tenth. */
  private static void add(ErrorSums sums, Part part, int rows, double times) {
    RowWeights weights = new RowWeights(DRAWS, 1);
    Random random = new Random(3);
    for (int i = 0; i < rows; i++) {
      double champion = 1 + random.nextDouble();
      double candidate = champion * times * (0.9 + 0.2 * random.nextDouble());
      sums.add(
          part,
          weights.of("r" + i),
          new Measure.Score(champion, 1),
          new Measure.Score(candidate, 1));
    }
  }

  private static ErrorSums sums(int rows, double times) {
    ErrorSums sums = new ErrorSums(DRAWS);
    add(sums, Part.of(Part.Kind.ALL), rows, times);
    for (float at : new float[] {0, 1}) {
      sums.code(Who.CHAMPION, new float[] {at, at}, 1);
      sums.code(Who.CANDIDATE, new float[] {at, -at}, 1);
    }
    return sums;
  }

  private static GateReport report(GateSpec gate, ErrorSums sums) {
    Conclusion conclusion = new Conclusion(gate, 1);
    conclusion.compareErrors(
        /* beside= */ true,
        new NumberMeasure(VectorField.unscaled(1), new Spreads(1, new double[1], new double[] {1})),
        sums);
    return conclusion.report(Optional.empty(), Optional.empty());
  }

  private static GateReport report(ErrorSums sums) {
    return report(gate(0, WhenUndecided.KEEP), sums);
  }

  @Test
  void errorsDecideWhereNothingElseDoes() {
    assertThat(report(sums(400, 0.9)).outcome()).isEqualTo(Outcome.PROMOTE);
    assertThat(report(sums(400, 1.1)).outcome()).isEqualTo(Outcome.REFUSE);
    GateReport near = report(sums(400, 1.01));
    assertThat(near.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(near.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(near.reasons().get(0))
        .startsWith("undecided beside the champion on all held-out rows: 400 rows, error 1.5");
  }

  @Test
  void fewRowsDecideNothing() {
    GateReport few = report(sums(49, 0.5));
    assertThat(few.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(few.reasons())
        .containsExactly(
            "beside the champion on all held-out rows: only 49 rows to compare on, allowed: at"
                + " least 50 (retrain.gate.least_rows)");
    assertThat(report(new ErrorSums(DRAWS)).reasons())
        .containsExactly("no held-out row can be compared");

    GateReport promoted = report(gate(0, WhenUndecided.PROMOTE), sums(49, 2));
    assertThat(promoted.outcome()).isEqualTo(Outcome.PROMOTE);
    assertThat(promoted.reasons()).endsWith("retrain.gate.when_undecided is promote");
  }

  @Test
  void aCandidateMayHaveToBeBetter() {
    GateSpec gate = gate(0.05, WhenUndecided.KEEP);
    assertThat(report(gate, sums(400, 0.9)).outcome()).isEqualTo(Outcome.PROMOTE);
    GateReport little = report(gate, sums(400, 0.97));
    assertThat(little.outcome()).isEqualTo(Outcome.REFUSE);
    assertThat(little.verdict()).isEqualTo(Verdict.BETTER);
    assertThat(little.reasons().get(0))
        .startsWith("not better by as much as is asked for beside the champion on all held-out");
  }

  @Test
  void partsSpeakAgainstWhatIsBetterOnAllRows() {
    for (Part part :
        new Part[] {
          Part.of(Part.Kind.OLD), Part.of(Part.Kind.NEW), new Part(Part.Kind.SLICE, "x")
        }) {
      ErrorSums refused = sums(400, 0.9);
      add(refused, part, 60, 1.2);
      assertThat(report(refused).outcome()).as(part.label()).isEqualTo(Outcome.REFUSE);

      ErrorSums few = sums(400, 0.9);
      add(few, part, 40, 1.2);
      assertThat(report(few).outcome()).as(part.label()).isEqualTo(Outcome.PROMOTE);
      assertThat(report(few).figures()).containsKey(part.label());
    }
    ErrorSums baseline = sums(400, 0.9);
    add(baseline, new Part(Part.Kind.BASELINE, "pca"), 400, 1.2);
    assertThat(report(baseline).reasons().get(0))
        .startsWith("worse beside the baseline pca: 400 rows");
  }

  /**
   * Both models are as good in each slice, so of 80 slices, each by itself, one would be shown to
   * be worse in every third night.
   */
  @Test
  void manySlicesSpeakNoOftenerThanOne() {
    int refused = 0;
    for (int night = 0; night < 20; night++) {
      ErrorSums sums = sums(400, 0.9);
      Random random = new Random(night);
      RowWeights weights = new RowWeights(DRAWS, night);
      for (int row = 0; row < 80 * 60; row++) {
        sums.add(
            new Part(Part.Kind.SLICE, "s" + row % 80),
            weights.of("r" + row),
            new Measure.Score(random.nextDouble(), 1),
            new Measure.Score(random.nextDouble(), 1));
      }
      refused += report(sums).outcome() == Outcome.REFUSE ? 1 : 0;
    }

    assertThat(refused).isLessThanOrEqualTo(1);
  }

  @Test
  void codesThatAreNoNumbersAreRefused() {
    ErrorSums sums = sums(400, 0.9);
    sums.code(Who.CANDIDATE, new float[] {NAN, 0}, Double.NaN);

    assertThat(report(sums).outcome()).isEqualTo(Outcome.REFUSE);
    assertThat(report(sums).reasons())
        .startsWith(
            "1 of 3 held-out rows get a code that is no finite number; allowed: 0",
            "1 of 3 held-out rows get no finite answer; allowed: 0");
    assertThat(report(sums).rows()).isEqualTo(new GateReport.Rows(3, 0, 0, 1));
  }

  @Test
  void dimensionsThatDiedAreRefused() {
    ErrorSums sums = new ErrorSums(DRAWS);
    add(sums, Part.of(Part.Kind.ALL), 400, 0.9);
    for (float at : new float[] {0, 1}) {
      sums.code(Who.CHAMPION, new float[] {at, at, 5}, 1);
      sums.code(Who.CANDIDATE, new float[] {at, 5, 5}, 1);
    }

    assertThat(report(sums).reasons().get(0))
        .isEqualTo(
            "2 of 3 dimensions of the code are all but the same in all held-out rows; allowed: 1,"
                + " as many as the champion has");
  }

  @Test
  void whatCannotBeOpenedIsRefused() {
    Conclusion conclusion = new Conclusion(gate(0, WhenUndecided.PROMOTE), 1);
    conclusion.opened(
        "candidate",
        () -> {
          throw new BadDataException("x/encoder.zip: damaged");
        });

    GateReport report = conclusion.report(Optional.empty(), Optional.empty());
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSE);
    assertThat(report.reasons())
        .containsExactly("the candidate cannot be run: x/encoder.zip: damaged");
    assertThat(report.guards().get("bundle_of_candidate").holds()).isFalse();
  }

  private static PreparedCorpus corpus(long train, long test, long rejected) {
    Rejects rejects =
        new Rejects(train + test + rejected, List.of(new Rejects.Reason("null key", rejected)));
    return new PreparedCorpus(
        null,
        new PreparedCorpus.Card(
            VectorField.unscaled(1),
            null,
            Map.of("train", train, "test", test),
            rejects,
            Map.of(),
            null,
            null));
  }

  private static Bundle of(String version, String space) {
    return new Bundle(
        new Bundle.Card(
            Bundle.FORMAT,
            version,
            space,
            VectorField.unscaled(1),
            null,
            1,
            null,
            Json.tree(Map.of())),
        new byte[0],
        new byte[0]);
  }

  /** Of codes on a line, of which so many are looked up far away. */
  private static GateReport codes(String space, int lost, int rows) {
    ErrorSums sums = sums(100, 1);
    for (int i = 0; i < rows; i++) {
      sums.codes("r" + i, new float[] {i}, new float[] {i < lost ? 1000 * rows : i});
    }
    Conclusion conclusion = new Conclusion(gate(0, WhenUndecided.KEEP), 1);
    Bundle candidate = of("job/two", space);
    conclusion.compareCodes(of("job/one", null), candidate, Optional.empty(), sums, 0.4);
    return conclusion.report(Optional.empty(), Optional.empty());
  }

  @Test
  void codesOfOneSpaceMustBeComparable() {
    GateReport far = codes("job/one", 70, 100);
    assertThat(far.outcome()).isEqualTo(Outcome.REFUSE);
    assertThat(far.reasons())
        .singleElement()
        .asString()
        .matches(
            "the champion's code space, job/one: of 10 nearest neighbours 3\\.\\d\\d are kept, and an"
                + " affine map leaves [0-9.]+ of the codes' variance \\(100 rows\\); allowed: a share of"
                + " at least 0.4000 \\(retrain.comparable\\); begin another run \\(another --run-id\\)");
    assertThat(far.guards().get("code_space").holds()).isFalse();

    GateReport near = codes("job/one", 50, 100);
    assertThat(near.outcome()).isEqualTo(Outcome.PROMOTE);
    assertThat(near.codes().degree().neighboursKept()).isBetween(0.5, 0.55);
  }

  private static GateReport aligned(double condition) {
    SpaceTold told =
        new SpaceTold("job/one", null, 0.4, new SpaceTold.Aligned(900, condition, false));
    Conclusion conclusion = new Conclusion(gate(0, WhenUndecided.KEEP), 1);
    conclusion.alignment(of("job/two", null).telling(Json.tree(Map.of(SpaceTold.MEMBER, told))));
    return conclusion.report(Optional.empty(), Optional.empty());
  }

  @Test
  void codesThatCouldNotBeAlignedAreRefused() {
    assertThat(aligned(9e3).outcome()).isEqualTo(Outcome.PROMOTE);
    assertThat(aligned(Double.POSITIVE_INFINITY).outcome()).isEqualTo(Outcome.REFUSE);
    assertThat(aligned(3e7).reasons())
        .containsExactly(
            "the affine map from the candidate's codes to the champion's has condition number"
                + " 3.000e+07; allowed, so that it can be undone: 1.000e+04; retrain with"
                + " retrain.codes: anchored or fresh, in another run (another --run-id)");

    Conclusion none = new Conclusion(gate(0, WhenUndecided.KEEP), 1);
    none.alignment(of("job/two", null));
    assertThat(none.report(Optional.empty(), Optional.empty()).guards()).isEmpty();
  }

  @Test
  void codesOfTwoSpacesNeedNotBeComparable() {
    GateReport own = codes(null, 100, 100);
    assertThat(own.outcome()).isEqualTo(Outcome.PROMOTE);
    assertThat(own.codes().codeSpace()).isEqualTo("job/two");
    assertThat(own.reasons().get(0))
        .startsWith(
            "a code space of its own, job/two, beside the champion's, job/one: of 10 nearest");

    assertThat(codes("job/one", 49, 49).reasons())
        .containsExactly(
            "the champion's code space, job/one: not measured, for less than 50 held-out rows or"
                + " codes of another size");
  }

  /** The champion had 1,000 good rows, of which 300 were held out, and 10 rejects. */
  private static GateReport beside(PreparedCorpus now, PreparedCorpus before) {
    Bundle champion =
        new Bundle(
            new Bundle.Card(
                Bundle.FORMAT,
                "job/champion",
                VectorField.unscaled(1),
                null,
                1,
                null,
                Json.tree(Map.of("rows", Map.of("train", 700, "test", 300)))),
            new byte[0],
            new byte[0]);
    Conclusion conclusion = new Conclusion(gate(0, WhenUndecided.KEEP), 1);
    conclusion.compareInputs(Optional.of(champion), Optional.ofNullable(before), now);
    return conclusion.report(Optional.of(champion), Optional.empty());
  }

  @Test
  void aCorpusThatHasShrunkIsRefused() {
    PreparedCorpus before = corpus(700, 300, 10);
    assertThat(beside(corpus(500, 200, 7), before).outcome()).isEqualTo(Outcome.PROMOTE);
    GateReport shrunk = beside(corpus(500, 199, 7), before);
    assertThat(shrunk.outcome()).isEqualTo(Outcome.REFUSE);
    assertThat(shrunk.reasons())
        .containsExactly(
            "699 good rows, the champion had 1000; allowed: at least 0.7000 of that"
                + " (retrain.gate.rows)");
    assertThat(shrunk.champion()).isEqualTo("job/champion");
  }

  @Test
  void moreRejectsThanBeforeAreRefused() {
    PreparedCorpus before = corpus(700, 300, 10);
    assertThat(beside(corpus(700, 300, 20), before).outcome()).isEqualTo(Outcome.PROMOTE);
    GateReport rejected = beside(corpus(700, 300, 21), before);
    assertThat(rejected.reasons())
        .containsExactly(
            "a share of 0.02057 of the rows is rejected, of the champion's 0.009901; allowed:"
                + " 0.01000 more (retrain.gate.rejects)");

    GateReport unknown = beside(corpus(700, 300, 21), null);
    assertThat(unknown.outcome()).isEqualTo(Outcome.PROMOTE);
    assertThat(unknown.reasons())
        .containsExactly(
            "the champion's corpus is not there: which rows it has seen, and its share of rejects,"
                + " cannot be told");
  }
}
