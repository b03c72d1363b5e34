package org.diabolo.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each kind of fault that is planted in a small house is found, and nothing else there. */
class RoomsPlantedTest {
  private static final String ROOT = "org.diabolo.architecture.planted";

  /** The house as it is. */
  private static final String TABLE =
      """
      | package | what lives there | uses | Spark |
      | --- | --- | --- | --- |
      | `ground` | | `upper` | |
      | `upper` | | | |
      | `round` | a room of two packages | `ground` | |
      | `table` | | | yes |
      """;

  private static House house;

  @BeforeAll
  static void importOnce() throws IOException {
    house = House.of(ROOT, RoomsPlantedTest.class, Path.of("src/test/java"));
  }

  private static Rooms rooms(String row, String planted) {
    assertThat(TABLE).contains(row);
    return new Rooms(house, RoomTable.of(TABLE.replace(row, planted)));
  }

  private static Rooms asItIs() {
    return rooms("", "");
  }

  @Test
  void aTrueTableIsNotComplainedOf() {
    assertThat(asItIs().strays()).isEmpty();
    assertThat(asItIs().forbidden()).isEmpty();
    assertThat(asItIs().unused()).isEmpty();
  }

  @Test
  void aWrongImportIsFound() {
    assertThat(rooms("`ground` | | `upper` |", "`ground` | | |").forbidden())
        .singleElement()
        .asString()
        .startsWith("ground must not use upper: ")
        .contains("ground/Cellar.java: import " + ROOT + ".upper.Attic;")
        .contains("Field <" + ROOT + ".ground.Cellar.above> has type <" + ROOT + ".upper.Attic>");
  }

  /** The compiler copies it, and no compiled class tells where from. */
  @Test
  void aWrongImportOfAConstantIsFoundToo() {
    assertThat(rooms("`round` | a room of two packages | `ground` |", "`round` | | |").forbidden())
        .singleElement()
        .asString()
        .contains("round/west/Door.java: import static " + ROOT + ".ground.Steps.STEPS;")
        .doesNotContain("Field <");
  }

  @Test
  void sparkInARoomThatMustNotKnowItIsFound() {
    assertThat(rooms("| yes |", "| |").forbidden())
        .singleElement()
        .asString()
        .startsWith("table must not use org.apache.spark: ")
        .contains("org.apache.spark.sql.SparkSession");
  }

  @Test
  void aCircleOfPackagesIsFoundThoughRowsAllowIt() {
    assertThat(asItIs().circles())
        .singleElement()
        .asString()
        .contains(
            "Cycle detected",
            "round.east",
            "round.west",
            "round.east.Door.next",
            "round.west.Door");
  }

  @Test
  void rowsThatAllowWhatNobodyDoesAreFound() {
    assertThat(rooms("| `upper` | | | |", "| `upper` | | `round` | yes |").unused())
        .isEqualTo(List.of("upper does not use round", "upper does not use org.apache.spark"));
  }

  @Test
  void classesWithoutARoomAndRoomsWithoutClassesAreFound() {
    assertThat(rooms("| `table`", "| `tables`").strays())
        .isEqualTo(List.of(ROOT + ".table.Leg: in no room", "room tables: has no classes"));
  }

  @Test
  void rowsThatCannotBeReadAreRefused() {
    assertThatThrownBy(() -> rooms("| `ground` | | `upper` |", "| `ground` | | most of them |"))
        .hasMessage("column uses: names of rooms expected, found most of them");
    assertThatThrownBy(() -> rooms("| `ground` | | `upper` |", "| `ground` | | `cellar` |"))
        .hasMessage("column uses: names of rooms expected, found `cellar`");
    assertThatThrownBy(() -> rooms("| yes |", "| some |"))
        .hasMessage("column Spark: yes or nothing expected, found some");
    assertThatThrownBy(() -> rooms("| yes |", "|"))
        .hasMessageStartingWith("4 cells expected: [`table`");
    assertThatThrownBy(() -> rooms("`round` |", "`upper` |"))
        .hasMessage("twice in the table: `upper`");
    assertThatThrownBy(() -> RoomTable.of("# No table\n"))
        .hasMessage("no table whose first column is: package");
  }
}
