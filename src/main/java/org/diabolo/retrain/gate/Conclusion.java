package org.diabolo.retrain.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.job.BadDataException;
import org.diabolo.job.GateSpec;
import org.diabolo.job.GateSpec.WhenUndecided;
import org.diabolo.network.Bundle;
import org.diabolo.retrain.gate.ErrorSums.Who;
import org.diabolo.retrain.gate.GateReport.Outcome;
import org.diabolo.retrain.gate.Judgement.Decision;
import org.diabolo.space.AffineMap;
import org.diabolo.space.SpaceTold;
import org.diabolo.store.Json;

/** Gathers what speaks for and against a candidate, and draws the conclusion. */
final class Conclusion {
  private final GateSpec gate;
  private final long seed;
  private final List<String> refusals = new ArrayList<>();
  private final List<String> doubts = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Judgement> figures = new LinkedHashMap<>();
  private final Map<String, Guard> guards = new LinkedHashMap<>();
  private GateReport.Rows rows;
  private String measure;
  private ComparedCodes codes;

  Conclusion(GateSpec gate, long seed) {
    this.gate = gate;
    this.seed = seed;
  }

  boolean isRefused() {
    return !refusals.isEmpty();
  }

  void refuse(List<String> reasons) {
    refusals.addAll(reasons);
  }

  /** Opens a model; that it cannot be is a refusal. */
  Optional<Bundle> opened(String who, Supplier<Bundle> opening) {
    try {
      Bundle bundle = opening.get();
      guard("bundle_of_" + who, true, "the " + who + "'s bundle is whole and can be run");
      return Optional.of(bundle);
    } catch (BadDataException e) {
      guard("bundle_of_" + who, false, "the " + who + " cannot be run: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void guard(String name, boolean holds, String says) {
    guards.put(name, new Guard(holds, says));
    if (!holds) {
      refusals.add(says);
    }
  }

  /**
   * @param before the champion's corpus, if it is still there
   */
  void compareInputs(
      Optional<Bundle> champion, Optional<PreparedCorpus> before, PreparedCorpus now) {
    if (champion.isEmpty()) {
      return;
    }
    long had = 0;
    for (var count : champion.get().card().provenance().path("rows")) {
      had += count.asLong();
    }
    long has = now.card().rows().values().stream().mapToLong(Long::longValue).sum();
    guard(
        "rows",
        has >= gate.rows() * had,
        "%s good rows, the champion had %s; allowed: at least %s of that (retrain.gate.rows)"
            .formatted(has, had, Judgement.number(gate.rows())));
    if (before.isEmpty()) {
      remarks.add(
          "the champion's corpus is not there: which rows it has seen, and its share of rejects,"
              + " cannot be told");
      return;
    }
    double were = share(before.get());
    double are = share(now);
    guard(
        "rejects",
        are <= were + gate.rejects(),
        "a share of %s of the rows is rejected, of the champion's %s; allowed: %s more"
                .formatted(
                    Judgement.number(are), Judgement.number(were), Judgement.number(gate.rejects()))
            + " (retrain.gate.rejects)");
  }

  private static double share(PreparedCorpus corpus) {
    return corpus.card().rejects().rejected()
        / (double) Math.max(1, corpus.card().rejects().rows());
  }

  /** Codes that were to be aligned must have been. */
  void alignment(Bundle candidate) {
    JsonNode told = candidate.card().provenance().path(SpaceTold.MEMBER);
    SpaceTold.Aligned aligned =
        told.isObject() ? Json.read(Json.line(told), SpaceTold.class).aligned() : null;
    if (aligned != null) {
      guard(
          "aligned_codes",
          aligned.leadsBack(),
          "the affine map from the candidate's codes to the champion's has condition number %s;"
                  .formatted(Judgement.number(aligned.condition()))
              + " allowed, so that it can be undone: %s%s"
                  .formatted(
                      Judgement.number(AffineMap.MOST_CONDITION),
                      aligned.leadsBack()
                          ? ""
                          : "; retrain with retrain.codes: anchored or fresh, in another run (another"
                              + " --run-id)"));
    }
  }

  void compareErrors(boolean beside, Measure by, ErrorSums sums) {
    measure = by.name();
    rows =
        new GateReport.Rows(
            sums.rows() + sums.rejected(),
            sums.rejected(),
            sums.withoutError(Who.CHAMPION),
            sums.withoutError(Who.CANDIDATE));
    codes(beside, sums);
    if (sums.rejected() > 0) {
      remarks.add(
          sums.rejected() + " held-out rows are too long for the champion, and are not compared");
    }
    int slices = slices(sums);
    sums.pairs()
        .forEach(
            (part, pairs) ->
                judge(part, pairs.comparison(part.kind() == Part.Kind.SLICE ? slices : 1)));
    if (beside && !figures.containsKey(Part.of(Part.Kind.ALL).label())) {
      doubts.add("no held-out row can be compared");
    }
  }

  /** Of a hundred slices, each judged for itself, a handful would speak against any candidate. */
  private int slices(ErrorSums sums) {
    long judged =
        sums.pairs().entrySet().stream()
            .filter(each -> each.getKey().kind() == Part.Kind.SLICE)
            .filter(each -> each.getValue().rows() >= gate.leastRows())
            .count();
    return (int) Math.max(1, judged);
  }

  private void codes(boolean beside, ErrorSums sums) {
    CodeRanges candidate = sums.codes(Who.CANDIDATE);
    CodeRanges champion = sums.codes(Who.CHAMPION);
    guard(
        "finite_codes",
        candidate.notFinite() == 0,
        candidate.notFinite()
            + " of "
            + sums.rows()
            + " held-out rows get a code that is no finite number; allowed: 0");
    long allowed = beside ? sums.withoutError(Who.CHAMPION) : 0;
    guard(
        "finite_errors",
        sums.withoutError(Who.CANDIDATE) <= allowed,
        "%s of %s held-out rows get no finite answer; allowed: %s"
            .formatted(sums.withoutError(Who.CANDIDATE), sums.rows(), allowed));
    int most = beside ? champion.dead() : Math.max(0, candidate.dimensions() - 1);
    guard(
        "dead_dimensions",
        candidate.dead() <= most,
        "%s of %s dimensions of the code are all but the same in all held-out rows; allowed: %s%s"
            .formatted(
                candidate.dead(),
                candidate.dimensions(),
                most,
                beside ? ", as many as the champion has" : ""));
  }

  /**
   * Codes that are said to be of one space must be comparable; of two spaces they need not be.
   *
   * @param first the model that began the candidate's space; nothing where that is the candidate
   * @param least share of neighbours that codes of one space keep
   */
  void compareCodes(
      Bundle champion, Bundle candidate, Optional<FirstModel> first, ErrorSums sums, double least) {
    codes =
        ComparedCodes.of(
            champion.card(),
            candidate.card(),
            sums.degree(),
            least,
            first.map(it -> it.told(champion.card().version(), sums)));
    if (codes.inOneSpace()) {
      guard("code_space", codes.holds(), codes.toString());
    }
    if (codes.holds()) {
      remarks.add(codes.toString());
    }
  }

  private void judge(Part part, Comparison errors) {
    Judgement judgement =
        switch (part.kind()) {
          case ALL ->
              Judgement.shown(
                  errors, gate.betterBy() > 0 ? -gate.betterBy() : gate.margin(), gate.leastRows());
          case BASELINE -> Judgement.shown(errors, gate.margin(), gate.leastRows());
          case OLD -> Judgement.notRefuted(errors, gate.oldRowsMargin(), gate.leastRows());
          case NEW -> Judgement.notRefuted(errors, gate.newRowsMargin(), gate.leastRows());
          case SLICE -> Judgement.notRefuted(errors, gate.sliceMargin(), gate.leastRows());
        };
    figures.put(part.label(), judgement);
    String says = says(part, judgement);
    switch (judgement.decision()) {
      case REFUSE -> refusals.add(says);
      case UNDECIDED -> doubts.add(says);
      case PASS -> {
        if (part.kind() == Part.Kind.ALL || part.kind() == Part.Kind.BASELINE) {
          remarks.add(says);
        }
      }
    }
  }

  private String says(Part part, Judgement judgement) {
    String on =
        switch (part.kind()) {
          case ALL -> "beside the champion on all held-out rows";
          case OLD -> "on rows that were held out when the champion was trained";
          case NEW -> "on rows that the champion has never seen";
          case SLICE -> "on rows of " + part.name();
          case BASELINE -> "beside the baseline " + part.name();
        };
    if (judgement.errors().rows() < gate.leastRows()) {
      return "%s: only %s rows to compare on, allowed: at least %s (retrain.gate.least_rows)"
          .formatted(on, judgement.errors().rows(), gate.leastRows());
    }
    String word =
        judgement.decision() == Decision.REFUSE && judgement.verdict() != Verdict.WORSE
            ? "not better by as much as is asked for"
            : judgement.verdict().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return word + " " + on + ": " + judgement.told();
  }

  GateReport report(Optional<Bundle> champion, Optional<Bundle> candidate) {
    Outcome outcome = Outcome.PROMOTE;
    List<String> reasons = new ArrayList<>(refusals);
    reasons.addAll(doubts);
    if (isRefused()) {
      outcome = Outcome.REFUSE;
    } else if (!doubts.isEmpty()) {
      boolean promote = gate.whenUndecided() == WhenUndecided.PROMOTE;
      outcome = promote ? Outcome.PROMOTE : Outcome.UNDECIDED;
      if (promote) {
        reasons.add("retrain.gate.when_undecided is promote");
      }
    }
    reasons.addAll(remarks);
    Judgement all = figures.get(Part.of(Part.Kind.ALL).label());
    return new GateReport(
        outcome,
        all == null ? null : all.verdict(),
        List.copyOf(reasons),
        champion.map(bundle -> bundle.card().version()).orElse(null),
        candidate.map(bundle -> bundle.card().version()).orElse(null),
        measure,
        rows,
        figures,
        guards,
        codes,
        gate,
        seed);
  }
}
