package org.diabolo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.diabolo.evaluate.TextItems.Item;
import org.diabolo.field.TextField;
import org.diabolo.search.TextModels;
import org.junit.jupiter.api.Test;

class TextItemsTest {
  private static final TextField TEXT = TextModels.text(5);

  private static final Dataset<Row> ROWS =
      PreparedTexts.table(
          List.of(
              PreparedTexts.row(TEXT, "k3", "ab", "c", "x"),
              PreparedTexts.row(TEXT, "k1", "ab", "a", "y"),
              PreparedTexts.row(TEXT, "k4", "ab", "c", null),
              PreparedTexts.row(TEXT, "k2", "ba", "d", null),
              PreparedTexts.row(TEXT, "k5", "ab", "e", "x")));

  private static List<Item> items(Dataset<Row> rows) {
    return TextItems.of(rows, 5).collect().stream()
        .sorted(Comparator.comparing(Item::key))
        .toList();
  }

  @Test
  void aSourceIsAskedOnceWithAllThatStandsBesideIt() {
    List<Item> items = items(ROWS);
    assertThat(items).extracting(Item::key).containsExactly("k1", "k2");
    assertThat(items).extracting(Item::text).containsExactly("ab", "ba");
    assertThat(items.get(0).source()).containsExactly(TEXT.toNetwork("ab"));
    assertThat(items.get(0).references()).containsExactly("a", "c", "e");
    assertThat(items.get(0).by()).containsExactly("x", "y");
    assertThat(items.get(1).references()).containsExactly("d");
    assertThat(items.get(1).by()).isEmpty();
  }

  @Test
  void theColumnByMakesNoDifferenceToTheRest() {
    List<Item> without = items(ROWS.drop("by"));
    assertThat(without).extracting(Item::by).containsOnly(List.of());
    assertThat(without).usingRecursiveComparison().ignoringFields("by").isEqualTo(items(ROWS));
  }

  @Test
  void inAnAutoencoderTheSourceIsRight() {
    List<Item> items = items(ROWS.drop("target", "target_text"));
    assertThat(items).extracting(Item::references).containsExactly(List.of("ab"), List.of("ba"));
  }

  @Test
  void sourcesThatAreNoTextAreAllAsked() {
    List<Item> items = items(ROWS.drop("source_text"));
    assertThat(items).extracting(Item::key).containsExactly("k1", "k2", "k3", "k4", "k5");
    assertThat(items).extracting(Item::text).containsOnlyNulls();
    assertThat(items.get(2).references()).containsExactly("c");
    assertThat(items)
        .extracting(Item::by)
        .containsExactly(List.of("y"), List.of(), List.of("x"), List.of(), List.of("x"));
  }
}
