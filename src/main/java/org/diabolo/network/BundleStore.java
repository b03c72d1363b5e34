package org.diabolo.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diabolo.job.BadDataException;
import org.diabolo.network.reference.Reference;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Publication;

/**
 * Bundles on disk: {@code bundle.json}, {@code encoder.zip}, {@code decoder.zip}, where it has one
 * {@code reference.json}, and {@code SHA256SUMS} over them in the format of {@code sha256sum -c}.
 * No Java serialisation is read.
 */
public final class BundleStore {
  /** The file of all but the networks. */
  public static final String CARD = "bundle.json";

  /** The file of the encoder. */
  public static final String ENCODER = "encoder.zip";

  /** The file of the decoder. */
  public static final String DECODER = "decoder.zip";

  /** The file of how held-out rows looked, which bundles of older versions have not. */
  public static final String REFERENCE = "reference.json";

  /** The file of the other files' checksums, which is written last. */
  public static final String SUMS = "SHA256SUMS";

  /** Of a card in bytes; most of it is vocabularies. */
  private static final long MOST_TEXT = 1 << 28;

  /** Of a reference in bytes: a hundred thousand columns. */
  private static final long MOST_REFERENCE = 1 << 26;

  private BundleStore() {}

  /**
   * Writes a bundle whole.
   *
   * @param bundle to write
   * @param place the bundle's folder; replaced when it exists
   */
  public static void save(Bundle bundle, Folder place) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(CARD, Json.pretty(bundle.card()).getBytes(StandardCharsets.UTF_8));
    files.put(ENCODER, bundle.encoder());
    files.put(DECODER, bundle.decoder());
    if (bundle.reference() != null) {
      files.put(REFERENCE, Json.line(bundle.reference()).getBytes(StandardCharsets.UTF_8));
    }
    try (Publication publication = Publication.begin(place, SUMS)) {
      StringBuilder sums = new StringBuilder();
      files.forEach(
          (name, bytes) -> {
            publication.staging().write(name, bytes);
            sums.append(sha256(bytes)).append("  ").append(name).append('\n');
          });
      publication.publish(sums.toString());
    }
  }

  /**
   * @param place a bundle's folder
   * @return whether a whole bundle is there
   */
  public static boolean isAt(Folder place) {
    return Publication.isPublished(place, SUMS);
  }

  /**
   * @param place a bundle's folder
   * @return the bundle, whose networks can be run and fit its fields
   * @throws BadDataException when it is missing, damaged, of a format this program cannot read, or
   *     holds what no model has; its checksums do not tell who made it, so no code that it names
   *     has run then
   */
  public static Bundle load(Folder place) {
    if (!isAt(place)) {
      throw new BadDataException(place + ": there is no bundle here (no " + SUMS + ")");
    }
    Map<String, String> sums = sums(place);
    String text = new String(read(place, CARD, sums), StandardCharsets.UTF_8);
    // Before anything else is read: a card of another format need not look like ours.
    JsonNode format = json(place, CARD, text, ObjectNode.class).path("format");
    if (!format.isInt()) {
      throw new BadDataException(
          place + "/" + CARD + ": not a bundle's card: it tells no format that is a number");
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
    Bundle.Card card = json(place, CARD, text, Bundle.Card.class);
    Bundle bundle =
        new Bundle(
            card,
            read(place, ENCODER, sums),
            read(place, DECODER, sums),
            hasReference(sums) ? reference(place, sums) : null);
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
   * @param place a bundle's folder
   * @return what is wrong, in words
   */
  public static Optional<String> damage(Folder place) {
    try {
      Map<String, String> sums = sums(place);
      for (String name : List.of(CARD, ENCODER, DECODER)) {
        read(place, name, sums);
      }
      if (hasReference(sums)) {
        read(place, REFERENCE, sums);
      }
      return Optional.empty();
    } catch (BadDataException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static boolean hasReference(Map<String, String> sums) {
    return sums.containsKey(REFERENCE);
  }

  private static Reference reference(Folder place, Map<String, String> sums) {
    String text = new String(read(place, REFERENCE, sums), StandardCharsets.UTF_8);
    return json(place, REFERENCE, text, Reference.class);
  }

  private static <T> T json(Folder place, String name, String text, Class<T> type) {
    try {
      return Json.read(text, type);
    } catch (UncheckedIOException e) {
      String what = name.equals(CARD) ? "card" : "reference";
      throw new BadDataException(
          place + "/" + name + ": not a bundle's " + what + ": " + Json.flaw(e), e);
    }
  }

  /**
   * @param place a bundle's folder
   * @return SHA-256 of each file, by its name, as they were written
   * @throws BadDataException when they cannot be read
   */
  public static Map<String, String> sums(Folder place) {
    Map<String, String> sums = new LinkedHashMap<>();
    requireSize(place, SUMS);
    for (String line : place.text(SUMS).lines().toList()) {
      String[] parts = line.split("  ", 2);
      if (parts.length != 2) {
        throw new BadDataException(place + "/" + SUMS + ": damaged: not a checksum: " + line);
      }
      sums.put(parts[1], parts[0]);
    }
    return sums;
  }

  private static byte[] read(Folder place, String name, Map<String, String> sums) {
    if (!place.has(name)) {
      throw new BadDataException(place + ": the bundle lacks " + name);
    }
    if (!sums.containsKey(name)) {
      throw new BadDataException(place + "/" + SUMS + ": damaged: it has no sum of " + name);
    }
    requireSize(place, name);
    byte[] bytes = place.bytes(name);
    String found = sha256(bytes);
    if (!found.equals(sums.get(name))) {
      throw new BadDataException(
          place + "/" + name + ": damaged: its SHA-256 is " + found + ", not " + sums.get(name));
    }
    return bytes;
  }

  private static void requireSize(Folder place, String name) {
    long most =
        switch (name) {
          case CARD, SUMS -> MOST_TEXT;
          case REFERENCE -> MOST_REFERENCE;
          default -> Integer.MAX_VALUE - 8;
        };
    long found = place.size(name);
    if (found > most) {
      throw new BadDataException(
          place + "/" + name + ": has " + found + " bytes, allowed: at most " + most);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
