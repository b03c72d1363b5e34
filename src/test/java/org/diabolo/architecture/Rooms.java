package org.diabolo.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.diabolo.architecture.House.Use;
import org.diabolo.architecture.RoomTable.Room;

/**
 * A house, held against its table of rooms. A package without a row of its own belongs to its
 * parent's room.
 */
final class Rooms {
  private static final String SPARK = "org.apache.spark";

  private final House house;
  private final RoomTable table;

  Rooms(House house, RoomTable table) {
    this.house = house;
    this.table = table;
  }

  /** Classes that are in no room, and rooms in which there are none. */
  List<String> strays() {
    List<String> strays = new ArrayList<>();
    Set<String> empty = new TreeSet<>(table.rooms().keySet());
    for (JavaClass each : house.classes()) {
      room(each.getPackageName())
          .ifPresentOrElse(empty::remove, () -> strays.add(each.getName() + ": in no room"));
    }
    empty.forEach(room -> strays.add("room " + room + ": has no classes"));
    return strays;
  }

  /** Uses that the rows do not allow: each pair of rooms, with the places. */
  List<String> forbidden() {
    TreeMap<String, TreeSet<String>> found = new TreeMap<>();
    for (Use use : house.uses()) {
      String from = room(use.from()).orElseThrow();
      Optional<String> used = used(use);
      if (used.isPresent() && !allows(table.rooms().get(from), used.get())) {
        found
            .computeIfAbsent(from + " must not use " + used.get(), key -> new TreeSet<>())
            .add(use.place());
      }
    }
    List<String> told = new ArrayList<>();
    found.forEach((pair, places) -> told.add(pair + ": " + String.join("; ", places)));
    return told;
  }

  /** What a row allows and its room does not do. */
  List<String> unused() {
    TreeSet<String> done = new TreeSet<>();
    for (Use use : house.uses()) {
      String from = room(use.from()).orElseThrow();
      used(use).ifPresent(used -> done.add(unused(from, used)));
    }
    List<String> unused = new ArrayList<>();
    table
        .rooms()
        .forEach(
            (room, row) -> {
              if (row.listed()) {
                row.uses().forEach(other -> unused.add(unused(room, other)));
              }
              if (row.spark()) {
                unused.add(unused(room, SPARK));
              }
            });
    unused.removeAll(done);
    return unused;
  }

  private static String unused(String room, String used) {
    return room + " does not use " + used;
  }

  private static boolean allows(Room row, String used) {
    return used.equals(SPARK) ? row.spark() : row.uses().contains(used);
  }

  /** Another room, or Spark; nothing where no row is about it. */
  private Optional<String> used(Use use) {
    if (use.to().equals(SPARK) || use.to().startsWith(SPARK + ".")) {
      return Optional.of(SPARK);
    }
    Optional<String> from = room(use.from());
    return room(use.to()).filter(room -> !room.equals(from.orElseThrow()));
  }

  private Optional<String> room(String name) {
    String root = house.root() + ".";
    return name.startsWith(root) ? table.roomOf(name.substring(root.length())) : Optional.empty();
  }

  /** Circles among packages, each with the uses that close it. */
  List<String> circles() {
    return slices()
        .assignedFrom(new ByPackage())
        .should()
        .beFreeOfCycles()
        .evaluate(house.classes())
        .getFailureReport()
        .getDetails();
  }

  private static final class ByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass each) {
      return SliceIdentifier.of(each.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
