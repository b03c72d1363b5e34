package org.diabolo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.diabolo.cli.Diabolo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table in ARCHITECTURE.md is true: each of its rows is a rule, and says nothing else. */
class RoomsTest {
  private static Rooms rooms;

  @BeforeAll
  static void importOnce() throws IOException {
    rooms =
        new Rooms(
            House.of("org.diabolo", Diabolo.class, Path.of("src/main/java")),
            RoomTable.of(Files.readString(Path.of("ARCHITECTURE.md"))));
  }

  @Test
  void eachClassIsInARoomAndEachRoomHasClasses() {
    assertThat(rooms.strays()).isEmpty();
  }

  @Test
  void roomsUseOnlyWhatTheirRowNames() {
    assertThat(rooms.forbidden()).isEmpty();
  }

  @Test
  void rowsNameOnlyWhatTheirRoomUses() {
    assertThat(rooms.unused()).isEmpty();
  }

  @Test
  void thereAreNoCirclesAmongPackages() {
    assertThat(rooms.circles()).isEmpty();
  }
}
