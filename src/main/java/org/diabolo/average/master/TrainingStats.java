package org.diabolo.average.master;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.stats.BaseEventStats;
import org.deeplearning4j.spark.stats.EventStats;
import org.deeplearning4j.spark.stats.StatsUtils;
import org.diabolo.average.RoundRecord;

/**
 * Where the time of training went, seen from the driver, for DL4J's tools that print, export and
 * plot such things.
 */
final class TrainingStats implements SparkTrainingStats {
  private final Map<Event, List<EventStats>> times = new EnumMap<>(Event.class);

  /** What is measured. */
  enum Event {
    /** A whole call of fit: the rows and all rounds. */
    FIT("DiaboloFitTimesMs", "Fit"),
    /** Finding the shapes of an RDD's examples, and cutting and caching its rows. */
    ROWS("DiaboloRowsTimesMs", "Rows"),
    /** A round, from its broadcast to the averaged state. */
    ROUND("DiaboloRoundTimesMs", "Round"),
    /** The longest that a replica of the round spent in local steps. */
    COMPUTE("DiaboloComputeTimesMs", "Compute", RoundRecord::computeSeconds),
    /** Until the global state was published, fetched and loaded. */
    BROADCAST("DiaboloBroadcastTimesMs", "Broadcast", RoundRecord::broadcastSeconds),
    /** Packing, averaging and the outer step. */
    REDUCE("DiaboloReduceTimesMs", "Reduce", RoundRecord::reduceSeconds),
    /** The rest of the round: scheduling, travelling, waiting for the slowest. */
    WAIT("DiaboloWaitTimesMs", "Wait", RoundRecord::waitSeconds);

    private final String key;
    private final String shortName;
    private final transient ToDoubleFunction<RoundRecord> seconds;

    Event(String key, String shortName) {
      this(key, shortName, null);
    }

    Event(String key, String shortName, ToDoubleFunction<RoundRecord> seconds) {
      this.key = key;
      this.shortName = shortName;
      this.seconds = seconds;
    }

    static Event of(String key) {
      return Arrays.stream(values())
          .filter(event -> event.key.equals(key))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("unknown key: " + key));
    }
  }

  TrainingStats() {
    for (Event event : Event.values()) {
      times.put(event, new ArrayList<>());
    }
  }

  /** Something that began at a time of {@link System#currentTimeMillis} and has just ended. */
  void ended(Event event, long began) {
    add(event, began, System.currentTimeMillis() - began);
  }

  /** A round that has just ended. */
  void ended(RoundRecord round) {
    long millis = Math.round(1000 * round.seconds());
    long began = System.currentTimeMillis() - millis;
    add(Event.ROUND, began, millis);
    for (Event event : Event.values()) {
      if (event.seconds != null) {
        add(event, began, Math.round(1000 * event.seconds.applyAsDouble(round)));
      }
    }
  }

  private void add(Event event, long began, long millis) {
    times.get(event).add(new BaseEventStats(began, millis));
  }

  @Override
  public Set<String> getKeySet() {
    return Arrays.stream(Event.values())
        .map(event -> event.key)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public List<EventStats> getValue(String key) {
    return List.copyOf(times.get(Event.of(key)));
  }

  @Override
  public String getShortNameForKey(String key) {
    return Event.of(key).shortName;
  }

  @Override
  public boolean defaultIncludeInPlots(String key) {
    Event event = Event.of(key);
    return event == Event.ROWS || event.seconds != null;
  }

  @Override
  public void addOtherTrainingStats(SparkTrainingStats other) {
    if (!(other instanceof TrainingStats stats)) {
      throw new IllegalArgumentException(
          "stats of " + other.getClass().getName() + ", allowed: " + TrainingStats.class.getName());
    }
    stats.times.forEach((event, more) -> times.get(event).addAll(more));
  }

  @Override
  public SparkTrainingStats getNestedTrainingStats() {
    return null;
  }

  @Override
  public String statsAsString() {
    StringBuilder text = new StringBuilder();
    times.forEach(
        (event, events) ->
            text.append(String.format(DEFAULT_PRINT_FORMAT, event.key))
                .append(StatsUtils.getDurationAsString(events, ","))
                .append('\n'));
    return text.toString();
  }

  @Override
  public void exportStatFiles(String outputPath, SparkContext spark) throws IOException {
    for (Event event : Event.values()) {
      String file = outputPath + "/" + event.key + ".txt";
      StatsUtils.exportStats(times.get(event), file, ",", spark);
    }
  }
}
