package org.diabolo.bench.engine.pytorch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes what Python's {@code torch.jit.save} would, for a module without parameters. */
final class TorchScript {
  private static final String VERSION = "3\n";

  /** An empty tuple, pickled. */
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private TorchScript() {}

  /**
   * @param module name of the one class in {@code code}
   * @param code its serialised source
   * @return the archive
   */
  static byte[] archive(String module, String code) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
      store(zip, "code/__torch__.py", code.getBytes(StandardCharsets.US_ASCII));
      store(zip, "data.pkl", module(module));
      store(zip, "constants.pkl", NO_CONSTANTS);
    }
    return bytes.toByteArray();
  }

  /** An object of the class, whose one attribute {@code training} is true, pickled. */
  private static byte[] module(String name) {
    String training = "training";
    String pickle =
        "\u0080\u0002c__torch__\n"
            + name
            + "\n)\u0081}X"
            + (char) training.length()
            + "\0\0\0"
            + training
            + "\u0088sb.";
    return pickle.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** PyTorch reads entries that are not compressed. */
  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry("module/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
