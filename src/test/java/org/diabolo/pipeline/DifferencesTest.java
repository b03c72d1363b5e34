package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.diabolo.rows.Input;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static JsonNode snapshot(Map<String, String> listing) {
    return Json.tree(new Input.Snapshot("data", 2, 30, 5, sum(listing), listing));
  }

  private static String sum(Map<String, String> listing) {
    return listing == null ? null : Input.Snapshot.sum(new TreeMap<>(listing));
  }

  private static String told(Map<String, String> then, Map<String, String> now) {
    return Differences.ofPart("input", snapshot(then), snapshot(now));
  }

  @Test
  void filesThatCameWentOrChangedAreNamed() {
    Map<String, String> then = Map.of("a.csv", "10 bytes, t1", "p=1/b.csv", "20 bytes, t1");
    assertThat(told(then, Map.of("a.csv", "12 bytes, t2", "c.csv", "20 bytes, t1")))
        .isEqualTo(
            "file c.csv of the input came, file p=1/b.csv of the input went, file a.csv of the"
                + " input changed (10 bytes, t1; now 12 bytes, t2)");
    Map<String, String> many = new TreeMap<>(then);
    for (int i = 0; i < 10; i++) {
      many.put("n" + i, "1 bytes, t1");
    }
    assertThat(told(then, many))
        .isEqualTo(
            "file n0 of the input came, file n1 of the input came, file n2 of the input came, and 7"
                + " more");
  }

  @Test
  void keysAreCalledAsInTheJobFile() {
    JsonNode data = snapshot(Map.of("a.csv", "10 bytes, t1"));
    JsonNode other = Json.tree(new Input.Snapshot("other", 2, 30, 5, null, Map.of()));
    assertThat(Differences.ofPart("input", data, other))
        .isEqualTo("data.input.path was \"data\" and is now \"other\"");

    JsonNode then = Json.tree(Map.of("encoder", Map.of("family", Map.of("layers", 16), "code", 2)));
    JsonNode now = Json.tree(Map.of("encoder", Map.of("family", Map.of("layers", 15), "code", 2)));

    assertThat(Differences.ofPart("job", then, now))
        .isEqualTo("encoder.layers was 16 and is now 15");
  }

  @Test
  void whatAnOlderVersionTookIsComparedBySums() {
    JsonNode then = snapshot(null);
    JsonNode now = snapshot(Map.of("a.csv", "10 bytes, t1", "b.csv", "20 bytes, t1"));
    assertThat(Differences.same("input", then, now)).isTrue();
    JsonNode more = Json.tree(new Input.Snapshot("data", 3, 40, 5, sum(Map.of()), Map.of()));
    assertThat(Differences.same("input", then, more)).isFalse();
    assertThat(Differences.ofPart("input", then, more)).isEqualTo("input.files was 2 and is now 3");
  }
}
