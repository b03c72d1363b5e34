package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  enum Way {
    STRAIGHT_ON,
    BACK
  }

  record Step(int stepNumber, Way wayTaken, List<String> notes) {}

  private static final Step STEP = new Step(3, Way.STRAIGHT_ON, List.of("grün"));
  private static final String LINE =
      "{\"step_number\":3,\"way_taken\":\"straight_on\",\"notes\":[\"grün\"]}";

  @Test
  void keysAreInSnakeCaseAndEnumsInLowerCase() {
    assertThat(Json.line(STEP)).isEqualTo(LINE);
  }

  @Test
  void whatWasWrittenIsReadBack() {
    assertThat(Json.read(LINE, Step.class)).isEqualTo(STEP);
    assertThat(Json.read(Json.pretty(STEP), Step.class)).isEqualTo(STEP);
  }

  @Test
  void prettyJsonHasALineForEachKeyAndEndsWithOne() {
    String pretty = Json.pretty(STEP);

    assertThat(pretty).endsWith("}\n").doesNotContain("\r");
    assertThat(pretty.lines()).anyMatch(line -> line.strip().equals("\"step_number\" : 3,"));
  }

  @Test
  void keysOfNewerVersionsAreIgnored() {
    assertThat(Json.read(LINE.replace("}", ",\"newer\":{\"a\":1}}"), Step.class)).isEqualTo(STEP);
  }

  @Test
  void treeHasTheSameKeys() {
    JsonNode tree = Json.tree(STEP);

    assertThat(tree.get("step_number").asInt()).isEqualTo(3);
    assertThat(tree.get("way_taken").asText()).isEqualTo("straight_on");
  }

  @Test
  void whatIsNoJsonIsAnError() {
    assertThatThrownBy(() -> Json.read("{\"step_number\":", Step.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Unexpected end-of-input");
    assertThatThrownBy(() -> Json.read(LINE.replace("straight_on", "left"), Step.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("left");
  }

  @Test
  void nullIsNothingThatCanBeReadButATree() {
    assertThatThrownBy(() -> Json.read("null", Step.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("found null");
    assertThatThrownBy(() -> Json.read("null", ObjectNode.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("found null");
    assertThat(Json.read("null", JsonNode.class).isNull()).isTrue();
    assertThat(Json.tree(null).isNull()).isTrue();
  }

  @Test
  void whatIsWholeBeforeTheDamageIsRead() {
    String text = Json.pretty(Map.of("a", Map.of("b", 17))).replace("\n}", ",\n\"c\" : 42}");

    assertThat(Json.beginning(text)).isEqualTo(Json.tree(Map.of("a", Map.of("b", 17), "c", 42)));
    // A number that was cut is a number still.
    assertThat(Json.beginning(text.substring(0, text.length() - 2)))
        .isEqualTo(Json.tree(Map.of("a", Map.of("b", 17))));
    assertThat(Json.beginning(text.replace("17", "\0\0"))).isEmpty();
    assertThat(Json.beginning("")).isEmpty();
    assertThat(Json.beginning("[1]")).isEmpty();
  }
}
