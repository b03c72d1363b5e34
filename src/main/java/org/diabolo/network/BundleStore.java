package org.diabolo.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.diabolo.job.BadDataException;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.Publication;

/**
 * Bundles on disk: {@code bundle.json}, {@code encoder.zip}, {@code decoder.zip}, and {@code
 * SHA256SUMS} over them in the format of {@code sha256sum -c}. No Java serialisation is read.
 */
public final class BundleStore {
  private static final String CARD = "bundle.json";
  private static final String ENCODER = "encoder.zip";
  private static final String DECODER = "decoder.zip";
  private static final String SUMS = "SHA256SUMS";

  private BundleStore() {}

  /**
   * Writes a bundle whole.
   *
   * @param bundle to write
   * @param place the bundle's folder; replaced when it exists
   */
  public static void save(Bundle bundle, Folder place) {
    Publication publication = Publication.begin(place, SUMS);
    Map<String, byte[]> files = new TreeMap<>();
    files.put(CARD, Json.pretty(bundle.card()).getBytes(StandardCharsets.UTF_8));
    files.put(ENCODER, bundle.encoder());
    files.put(DECODER, bundle.decoder());
    StringBuilder sums = new StringBuilder();
    files.forEach(
        (name, bytes) -> {
          publication.staging().write(name, bytes);
          sums.append(sha256(bytes)).append("  ").append(name).append('\n');
        });
    publication.publish(sums.toString());
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
   * @return the bundle
   * @throws BadDataException when it is missing, damaged, or of a format this program cannot read
   */
  public static Bundle load(Folder place) {
    if (!isAt(place)) {
      throw new BadDataException(place + ": there is no bundle here (no " + SUMS + ")");
    }
    Map<String, String> sums = sums(place);
    String text = new String(read(place, CARD, sums), StandardCharsets.UTF_8);
    // Before anything else is read: a card of another format need not look like ours.
    JsonNode format = Json.read(text, JsonNode.class).path("format");
    if (format.asInt() != Bundle.FORMAT) {
      throw new BadDataException(
          place
              + ": bundle format "
              + format
              + ", this program reads format "
              + Bundle.FORMAT
              + "; use the version of Diabolo that wrote it");
    }
    Bundle.Card card = Json.read(text, Bundle.Card.class);
    return new Bundle(card, read(place, ENCODER, sums), read(place, DECODER, sums));
  }

  private static Map<String, String> sums(Folder place) {
    Map<String, String> sums = new LinkedHashMap<>();
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
    if (!place.has(name) || !sums.containsKey(name)) {
      throw new BadDataException(place + ": the bundle lacks " + name);
    }
    byte[] bytes = place.bytes(name);
    String found = sha256(bytes);
    if (!found.equals(sums.get(name))) {
      throw new BadDataException(
          place + "/" + name + ": damaged: its SHA-256 is " + found + ", not " + sums.get(name));
    }
    return bytes;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
