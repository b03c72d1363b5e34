package org.diabolo.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diabolo.job.BadDataException;
import org.diabolo.network.reference.Reference;
import org.diabolo.store.Json;

/**
 * Reads bundles from anybody, see {@link BundleStore} for their files. It needs neither Spark nor
 * Hadoop.
 */
public final class BundleReader {
  /** Of a card in bytes; most of it is vocabularies. */
  private static final long MOST_TEXT = 1 << 28;

  /** Of a reference in bytes: a hundred thousand columns. */
  static final long MOST_REFERENCE = 1 << 26;

  private final BundleFiles place;

  BundleReader(BundleFiles place) {
    this.place = place;
  }

  /**
   * @param folder of a bundle, on a disk of this machine
   * @return a reader of it
   */
  public static BundleReader of(Path folder) {
    return new BundleReader(new DiskFiles(folder));
  }

  /**
   * @return whether a whole bundle is there
   */
  public boolean isThere() {
    return place.has(BundleStore.SUMS);
  }

  /**
   * @return the bundle, whose networks can be run and fit its fields
   * @throws BadDataException when it is missing, damaged, of a format this program cannot read, or
   *     holds what no model has; its checksums do not tell who made it, so no code that it names
   *     has run then
   */
  public Bundle load() {
    if (!isThere()) {
      throw new BadDataException(place + ": there is no bundle here (no " + BundleStore.SUMS + ")");
    }
    Map<String, String> sums = sums();
    String text = new String(read(BundleStore.CARD, sums), StandardCharsets.UTF_8);
    // Before anything else is read: a card of another format need not look like ours.
    JsonNode format = json(BundleStore.CARD, text, ObjectNode.class).path("format");
    if (!format.isInt()) {
      throw new BadDataException(
          place
              + "/"
              + BundleStore.CARD
              + ": not a bundle's card: it tells no format that is a number");
    }
    if (format.asInt() != Bundle.FORMAT) {
      throw new BadDataException(
          place
              + ": bundle format "
              + format
              + ", this program reads format "
              + Bundle.FORMAT
              + "; use the version of Diabolo that wrote it");
    }
    Bundle.Card card = json(BundleStore.CARD, text, Bundle.Card.class);
    Bundle bundle =
        new Bundle(
            card,
            read(BundleStore.ENCODER, sums),
            read(BundleStore.DECODER, sums),
            hasReference(sums) ? reference(sums) : null);
    try {
      BundleCheck.check(bundle);
    } catch (BadDataException e) {
      throw new BadDataException(place + "/" + e.getMessage(), e);
    }
    return bundle;
  }

  /**
   * Compares the files of a bundle with their checksums, and with nothing else.
   *
   * @return what is wrong, in words
   */
  Optional<String> damage() {
    try {
      Map<String, String> sums = sums();
      for (String name : List.of(BundleStore.CARD, BundleStore.ENCODER, BundleStore.DECODER)) {
        read(name, sums);
      }
      if (hasReference(sums)) {
        read(BundleStore.REFERENCE, sums);
      }
      return Optional.empty();
    } catch (BadDataException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static boolean hasReference(Map<String, String> sums) {
    return sums.containsKey(BundleStore.REFERENCE);
  }

  private Reference reference(Map<String, String> sums) {
    String text = new String(read(BundleStore.REFERENCE, sums), StandardCharsets.UTF_8);
    return json(BundleStore.REFERENCE, text, Reference.class);
  }

  private <T> T json(String name, String text, Class<T> type) {
    try {
      return Json.read(text, type);
    } catch (UncheckedIOException e) {
      String what = name.equals(BundleStore.CARD) ? "card" : "reference";
      throw new BadDataException(
          place + "/" + name + ": not a bundle's " + what + ": " + Json.flaw(e), e);
    }
  }

  /**
   * @return SHA-256 of each file, by its name, as they were written
   * @throws BadDataException when they cannot be read
   */
  public Map<String, String> sums() {
    Map<String, String> sums = new LinkedHashMap<>();
    requireSize(BundleStore.SUMS);
    for (String line : text(BundleStore.SUMS).lines().toList()) {
      String[] parts = line.split("  ", 2);
      if (parts.length != 2) {
        throw new BadDataException(
            place + "/" + BundleStore.SUMS + ": damaged: not a checksum: " + line);
      }
      sums.put(parts[1], parts[0]);
    }
    return sums;
  }

  private String text(String name) {
    return new String(place.bytes(name), StandardCharsets.UTF_8);
  }

  private byte[] read(String name, Map<String, String> sums) {
    if (!place.has(name)) {
      throw new BadDataException(place + ": the bundle lacks " + name);
    }
    if (!sums.containsKey(name)) {
      throw new BadDataException(
          place + "/" + BundleStore.SUMS + ": damaged: it has no sum of " + name);
    }
    requireSize(name);
    byte[] bytes = place.bytes(name);
    String found = Sha256.of(bytes);
    if (!found.equals(sums.get(name))) {
      throw new BadDataException(
          place + "/" + name + ": damaged: its SHA-256 is " + found + ", not " + sums.get(name));
    }
    return bytes;
  }

  private void requireSize(String name) {
    long most =
        switch (name) {
          case BundleStore.CARD, BundleStore.SUMS -> MOST_TEXT;
          case BundleStore.REFERENCE -> MOST_REFERENCE;
          default -> Integer.MAX_VALUE - 8;
        };
    long found = place.size(name);
    if (found > most) {
      throw new BadDataException(
          place + "/" + name + ": has " + found + " bytes, allowed: at most " + most);
    }
  }
}
