package org.diabolo.network;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diabolo.job.BadDataException;
import org.diabolo.network.reference.Reference;
import org.diabolo.network.reference.ReferenceCheck;
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
      files.put(REFERENCE, bytes(bundle.reference()));
    }
    try (Publication publication = Publication.begin(place, SUMS)) {
      StringBuilder sums = new StringBuilder();
      files.forEach(
          (name, bytes) -> {
            publication.staging().write(name, bytes);
            sums.append(Sha256.of(bytes)).append("  ").append(name).append('\n');
          });
      publication.publish(sums.toString());
    }
  }

  /**
   * @param bundle that is to be written, with a reference
   * @return why no reader would take its reference, in words; nothing where one would
   */
  public static Optional<String> obstacle(Bundle bundle) {
    try {
      ReferenceCheck.check(bundle.reference(), bundle.card().code());
    } catch (BadDataException e) {
      return Optional.of(REFERENCE + ": " + e.getMessage());
    }
    long found = bytes(bundle.reference()).length;
    return found <= BundleReader.MOST_REFERENCE
        ? Optional.empty()
        : Optional.of(
            REFERENCE
                + " would have "
                + found
                + " bytes, allowed: at most "
                + BundleReader.MOST_REFERENCE);
  }

  private static byte[] bytes(Reference reference) {
    return Json.line(reference).getBytes(StandardCharsets.UTF_8);
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
    return reader(place).load();
  }

  /**
   * Compares the files of a bundle with their checksums, and with nothing else.
   *
   * @param place a bundle's folder
   * @return what is wrong, in words
   */
  public static Optional<String> damage(Folder place) {
    return reader(place).damage();
  }

  /**
   * @param place a bundle's folder
   * @return SHA-256 of each file, by its name, as they were written
   * @throws BadDataException when they cannot be read
   */
  public static Map<String, String> sums(Folder place) {
    return reader(place).sums();
  }

  private static BundleReader reader(Folder place) {
    return new BundleReader(new FolderFiles(place));
  }
}
