package org.diabolo.network.guard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Takes network zips apart and puts them together otherwise. */
public final class Zips {
  public static final String JSON = "configuration.json";
  public static final String NUMBERS = "coefficients.bin";

  private Zips() {}

  /** What a zip holds, in its order. */
  public static Map<String, byte[]> entries(byte[] zip) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  /** A zip of these. */
  public static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The zip with one more entry at its end, or another one in its place. */
  public static byte[] with(byte[] zip, String name, byte[] content) {
    Map<String, byte[]> entries = entries(zip);
    entries.put(name, content);
    return zip(entries);
  }

  /** The zip with another configuration. */
  public static byte[] withJson(byte[] zip, UnaryOperator<String> change) {
    String json = json(zip);
    String changed = change.apply(json);
    if (changed.equals(json)) {
      throw new IllegalArgumentException("nothing was changed in " + json);
    }
    return with(zip, JSON, changed.getBytes(StandardCharsets.UTF_8));
  }

  /** The configuration. */
  public static String json(byte[] zip) {
    return new String(entries(zip).get(JSON), StandardCharsets.UTF_8);
  }

  /** The zip with another parameter. */
  public static byte[] withNumber(byte[] zip, int place, float value) {
    byte[] numbers = entries(zip).get(NUMBERS);
    // The words before them end with their type.
    int from = new String(numbers, StandardCharsets.ISO_8859_1).indexOf("FLOAT") + 5;
    ByteBuffer.wrap(numbers).putFloat(from + place * Float.BYTES, value);
    return with(zip, NUMBERS, numbers);
  }

  /** As DL4J's preprocessors of data are written. */
  public static byte[] serialised(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
