import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A Bible as a SWORD module: zText (zlib), a block for each book, OSIS markup.
 *
 * <p>For each testament {@code .bzs} has 12 bytes a block (where it is in {@code .bzz}, its length
 * there and unpacked) and {@code .bzv} has 10 bytes a place (its block, where it is in that and its
 * length), all little-endian.
 */
final class SwordModule {
  private static final int BLOCK_BYTES = 12;
  private static final int PLACE_BYTES = 10;

  private SwordModule() {}

  /** The plain text of the verses that have one of their own, in their order. */
  static Map<Verses.Place, String> read(Path folder, Path table)
      throws IOException, DataFormatException {
    Map<Verses.Place, String> texts = new LinkedHashMap<>();
    read(folder.resolve("ot"), Verses.ofOld(table), texts);
    int stored = (int) Files.size(folder.resolve("nt.bzv")) / PLACE_BYTES;
    read(folder.resolve("nt"), Verses.ofNew(table, stored), texts);
    return texts;
  }

  private static void read(Path part, List<Verses.Place> places, Map<Verses.Place, String> texts)
      throws IOException, DataFormatException {
    List<byte[]> blocks = blocks(part);
    ByteBuffer index = bytes(part, ".bzv");
    Verses.Place previous = null;
    long previousStart = -1;
    for (Verses.Place place : places) {
      int block = index.getInt();
      int start = index.getInt();
      int length = Short.toUnsignedInt(index.getShort());
      if (place.id() == null) {
        previous = null;
        continue;
      }
      String text = plain(new String(blocks.get(block), start, length, StandardCharsets.UTF_8));
      boolean shared = length > 0 && (((long) block << 32) + start) == previousStart;
      if (text.isEmpty() || shared) {
        // The verse before it may have its text too, or may have been counted otherwise.
        texts.remove(previous);
      } else {
        texts.put(place, text);
      }
      previous = place;
      previousStart = ((long) block << 32) + start;
    }
  }

  private static List<byte[]> blocks(Path part) throws IOException, DataFormatException {
    ByteBuffer index = bytes(part, ".bzs");
    byte[] packed = bytes(part, ".bzz").array();
    List<byte[]> blocks = new ArrayList<>();
    while (index.remaining() >= BLOCK_BYTES) {
      Inflater inflater = new Inflater();
      inflater.setInput(packed, index.getInt(), index.getInt());
      byte[] block = new byte[index.getInt()];
      inflater.inflate(block);
      inflater.end();
      blocks.add(block);
    }
    return blocks;
  }

  private static ByteBuffer bytes(Path part, String suffix) throws IOException {
    Path file = part.resolveSibling(part.getFileName() + suffix);
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Without notes, headings and tags; the headings of psalms belong to the text. */
  private static String plain(String osis) {
    String text =
        osis.replaceAll("(?s)<note\\b[^>]*>.*?</note>", " ")
            .replaceAll("(?s)<title\\b(?![^>]*canonical=\"true\")[^>]*>.*?</title>", " ")
            .replaceAll("</?(w|q|hi|seg|divineName|foreign)\\b[^>]*>", "")
            .replaceAll("<[^>]*>", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replaceAll("\\s+", " ")
            .replaceAll(" (?=[,.;:!?”’)])", "")
            .replaceAll("(?<=[“‘¿¡(]) ", "");
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }
}
