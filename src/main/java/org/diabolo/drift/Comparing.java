package org.diabolo.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.diabolo.job.BadDataException;
import org.diabolo.network.reference.Binned;
import org.diabolo.network.reference.Reference;

/**
 * All comparisons of rows with a reference.
 *
 * @param reference that they are held against
 * @param features by which inputs are told
 */
record Comparing(Reference reference, Features features) {
  static final String REJECTS = "rejects";

  /**
   * What came of them.
   *
   * @param errors one, or none where errors are not told
   * @param codes the distance where it can be told, then each number
   * @param inputs rejects, then each input
   */
  record Checks(List<Check> errors, List<Check> codes, List<Check> inputs) {
    int count() {
      return errors.size() + codes.size() + inputs.size();
    }
  }

  /**
   * @param drawn rows that the sample, and those that could not be used, are of
   * @param rejected of them
   * @throws BadDataException when the reference is of other inputs than the rows have
   */
  Checks compare(Sample sample, long drawn, long rejected) {
    List<String> then = reference.inputs().stream().map(Binned::name).toList();
    if (!then.equals(features.names())) {
      throw new BadDataException(
          "the model's reference.json tells of "
              + told(then)
              + ", and the rows have "
              + told(features.names())
              + "; train the model again");
    }
    return new Checks(errors(sample), codes(sample), inputs(sample, drawn, rejected));
  }

  private static String told(List<String> names) {
    return names.size()
        + " inputs ("
        + names.stream()
            .limit(3)
            // Another's file may have names that a terminal obeys.
            .map(name -> name.replaceAll("\\p{Cntrl}", "?"))
            .collect(Collectors.joining(", "))
        + (names.size() > 3 ? ", ...)" : ")");
  }

  private List<Check> errors(Sample sample) {
    return reference.errors() == null || !sample.hasErrors()
        ? List.of()
        : List.of(LargerErrors.check(reference.errors(), reference.rows(), sample.errors()));
  }

  private List<Check> codes(Sample sample) {
    float[][] codes = sample.codes();
    List<Check> checks = new ArrayList<>();
    if (codes.length > 0) {
      List<Check> numbers =
          each(
              reference.codes().numbers(),
              codes,
              Levels.CODE_NUMBERS / reference.codes().numbers().size(),
              (i, mean) -> mean);
      boolean told = numbers.stream().anyMatch(Check::drift);
      // A few far codes on one side alone make it large, of which the other side's rows know
      // nothing: alone it alarmed in 6.5 % of draws of a table with outliers.
      CodeDistance.check(reference.codes(), reference.rows(), codes)
          .map(check -> told ? check : check.withoutAlarm())
          .ifPresent(checks::add);
      checks.addAll(numbers);
    }
    return checks;
  }

  private List<Check> inputs(Sample sample, long drawn, long rejected) {
    List<Check> checks = new ArrayList<>();
    double level = Levels.INPUTS / (reference.inputs().size() + 1);
    checks.add(rejects(drawn, rejected, level));
    checks.addAll(each(reference.inputs(), sample.inputs(), level, features::inUnits));
    return checks;
  }

  /** Fewer are no drift: the reference's may be of targets too. */
  private Check rejects(long drawn, long rejected, double level) {
    long before = reference.input().rows();
    double then = (double) reference.input().rejected() / before;
    double now = (double) rejected / drawn;
    long[] was = {before - reference.input().rejected(), reference.input().rejected()};
    long[] is = {drawn - rejected, rejected};
    return OtherCounts.check(REJECTS, was, now > then ? is : was, level, then, now);
  }

  /** A number in the units of the input. */
  private interface Units {
    double of(int i, double number);
  }

  private static List<Check> each(List<Binned> then, float[][] rows, double level, Units units) {
    return IntStream.range(0, then.size())
        .mapToObj(
            i -> {
              Binned was = then.get(i);
              float[] now = Binned.column(rows, i);
              double mean = Binned.mean(now);
              return OtherCounts.check(
                  was.name(),
                  was.counts(),
                  was.counts(now),
                  level,
                  units.of(i, was.mean()),
                  Double.isFinite(mean) ? units.of(i, mean) : null);
            })
        .toList();
  }

  /** Alarms first, then by how far they are from what chance does. */
  static List<Check> foremost(List<Check> checks, int most) {
    return checks.stream()
        .sorted(
            Comparator.comparing(Check::drift)
                .reversed()
                .thenComparing(Comparator.comparingDouble(Check::effect).reversed()))
        .limit(most)
        .toList();
  }
}
