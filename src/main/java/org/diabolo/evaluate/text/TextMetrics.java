package org.diabolo.evaluate.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics of text by name. */
public final class TextMetrics {
  private static final Pattern AT = Pattern.compile(ExactMatchAt.PREFIX + "([1-9][0-9]{0,3})");

  private static final Map<String, TextMetric> FIXED =
      Stream.of(
              new ExactMatch(),
              new MeanReciprocalRank(),
              new ErrorRate(ErrorRate.Unit.TOKEN),
              new ErrorRate(ErrorRate.Unit.CHARACTER),
              new MeanFScore(),
              new Bleu(),
              new ChrF(),
              new TokenF1(),
              new SquadExactMatch())
          .collect(Collectors.toMap(TextMetric::name, m -> m, (a, b) -> a, LinkedHashMap::new));

  private TextMetrics() {}

  /**
   * The metric of that name, if there is one.
   *
   * @param name as in job files
   * @return nothing where no metric is called so
   */
  public static Optional<TextMetric> named(String name) {
    Matcher at = AT.matcher(name);
    if (at.matches()) {
      return Optional.of(new ExactMatchAt(Integer.parseInt(at.group(1))));
    }
    return Optional.ofNullable(FIXED.get(name));
  }

  /**
   * Names for an error message; N stands for a number from 1 to 9999.
   *
   * @return in the order in which messages list them
   */
  public static List<String> allowed() {
    return Stream.concat(FIXED.keySet().stream(), Stream.of(ExactMatchAt.PREFIX + "N")).toList();
  }
}
