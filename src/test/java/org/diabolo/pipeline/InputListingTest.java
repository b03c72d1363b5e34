package org.diabolo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.rows.Input;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputListingTest {
  @TempDir Path folder;

  private static JsonNode snapshot(Map<String, String> listing) {
    String sum = Input.Snapshot.sum(new java.util.TreeMap<>(listing));
    return Json.tree(
        new Input.Snapshot("data", listing.size(), 30 * listing.size(), 5, sum, listing));
  }

  private static JsonNode without(JsonNode snapshot) {
    return ((ObjectNode) snapshot.deepCopy()).without(InputListing.LISTING);
  }

  /** What the rule says where the manifest has no names. */
  private Optional<String> difference(JsonNode then, JsonNode now) {
    Folder run = Folder.of(folder.toString(), new Configuration());
    ObjectNode from = Json.beginning("");
    ObjectNode other = Json.beginning("");
    from.set("input", then);
    other.set("input", now);
    return new StageRecord(Json.beginning(""), from, () -> InputListing.read(run, then))
        .difference(other);
  }

  @Test
  void sumIsThatOfNamesAndWhatIsToldOfThem() {
    assertThat(snapshot(Map.of("b", "2 bytes", "a", "1 bytes")).get(InputListing.SUM).asText())
        .isEqualTo(DigestUtils.sha256Hex("a\n1 bytes\nb\n2 bytes\n"));
  }

  @Test
  void filesAreNamedByWhatLiesBesideTheManifest() throws Exception {
    JsonNode then = snapshot(Map.of("a", "30 bytes, t1", "b", "30 bytes, t1"));
    JsonNode now = snapshot(Map.of("a", "30 bytes, t2", "c", "30 bytes, t1"));
    InputListing.write(
        Folder.of(folder.toString(), new Configuration()), then.get(InputListing.LISTING));

    assertThat(difference(without(then), then)).isEmpty();
    assertThat(difference(without(then), now))
        .contains(
            "file c of the input came, file b of the input went, file a of the input changed"
                + " (30 bytes, t1; now 30 bytes, t2)");
    Path file = folder.resolve(InputListing.FILE);
    for (String damaged : new String[] {"{\"a\": \"31 bytes, t1\"}", "{\"a\"", "[]", ""}) {
      Files.writeString(file, damaged);
      Files.deleteIfExists(folder.resolve("." + InputListing.FILE + ".crc"));
      assertThat(difference(without(then), then)).isEmpty();
      assertThat(difference(without(then), now).orElseThrow())
          .startsWith("input.listing_sha256 was \"");
    }
    Files.delete(file);
    assertThat(difference(without(then), snapshot(Map.of("a", "30 bytes, t1"))))
        .contains("input.files was 2 and is now 1");
  }
}
