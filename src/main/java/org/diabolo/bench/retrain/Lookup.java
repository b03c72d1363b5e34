package org.diabolo.bench.retrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.diabolo.space.Neighbours;

/**
 * Held-out rows looked up among the codes that a model gave all other rows: by codes of that model,
 * and by those of another, which an index of the old codes meets after a retraining.
 */
final class Lookup {
  private final List<String> queries;
  private final KeyedCodes model;
  private final List<String> labels;
  private final float[][] among;
  private final List<int[]> own;

  /**
   * @param model whose codes are searched
   * @param rows that are looked up, and among which
   */
  Lookup(KeyedCodes model, HeldOut rows) {
    this.model = model;
    this.queries = rows.queries;
    this.labels = labels(model, rows.others);
    this.among = model.of(rows.others);
    this.own = found(model);
  }

  /**
   * Which rows are looked up among which.
   *
   * @param queries their keys, in order
   * @param others keys of all others, in order
   */
  record HeldOut(List<String> queries, List<String> others) {

    /**
     * @param keys of all rows
     * @param heldOut keys of those that no model was trained on
     * @param most queries
     */
    static HeldOut of(Set<String> keys, Set<String> heldOut, int most) {
      List<String> queries = new ArrayList<>();
      List<String> others = new ArrayList<>();
      new TreeSet<>(keys).forEach(key -> (heldOut.contains(key) ? queries : others).add(key));
      int step = Math.max(1, (queries.size() + most - 1) / most);
      List<String> some = new ArrayList<>();
      for (int i = 0; i < queries.size(); i += step) {
        some.add(queries.get(i));
      }
      return new HeldOut(some, others);
    }
  }

  /**
   * How far another model's codes do where this one's are kept.
   *
   * @param kept share of the own neighbours that are found, 0 to 1, in the mean over queries
   * @param vote share of queries whose label most of the found have; null without labels
   * @param ownVote the same of the own neighbours
   */
  record Degree(double kept, Double vote, Double ownVote) {
    /** Null without labels. */
    Double ofOwnVote() {
      return vote == null ? null : vote / ownVote;
    }
  }

  /**
   * @param other codes of the same rows by another model
   */
  Degree by(KeyedCodes other) {
    List<int[]> found = found(other);
    double kept = 0;
    for (int q = 0; q < found.size(); q++) {
      int[] right = own.get(q);
      kept += (double) Neighbours.same(right, found.get(q)) / right.length;
    }
    return new Degree(kept / found.size(), vote(found), vote(own));
  }

  private List<int[]> found(KeyedCodes by) {
    return Arrays.stream(by.of(queries))
        .parallel()
        .map(query -> Neighbours.nearest(among, query))
        .toList();
  }

  private Double vote(List<int[]> neighbours) {
    if (labels.isEmpty()) {
      return null;
    }
    double right = 0;
    for (int q = 0; q < neighbours.size(); q++) {
      String label = model.labels().get(queries.get(q));
      right += voted(neighbours.get(q), labels).equals(label) ? 1 : 0;
    }
    return right / neighbours.size();
  }

  private static List<String> labels(KeyedCodes model, List<String> keys) {
    return model.labels().isEmpty() ? List.of() : keys.stream().map(model.labels()::get).toList();
  }

  /** What most neighbours have; of labels that as many have that of the nearest. */
  static String voted(int[] neighbours, List<String> labels) {
    Map<String, Integer> votes = new LinkedHashMap<>();
    for (int one : neighbours) {
      votes.merge(labels.get(one), 1, Integer::sum);
    }
    String winner = null;
    for (Map.Entry<String, Integer> each : votes.entrySet()) {
      if (winner == null || each.getValue() > votes.get(winner)) {
        winner = each.getKey();
      }
    }
    return winner;
  }
}
