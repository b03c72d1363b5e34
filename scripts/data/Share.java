import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Chooses rows by their text: the same ones every time, whatever else there is. */
final class Share {
  private static final long BUCKETS = 10_000;

  private Share() {}

  /**
   * Whether a text is in a share of all texts, from 0 to 1.
   *
   * <p>By the CRC-32 of its UTF-8, but not by the CRC's remainder: a job's split goes by that, and
   * all the rows of a small share would be on one side of it.
   */
  static boolean has(String text, double share) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() / BUCKETS % BUCKETS < share * BUCKETS;
  }
}
