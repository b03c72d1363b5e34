package org.diabolo.average.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a folder of checkpoints, and a vandal. */
public final class CheckpointFolder {
  private CheckpointFolder() {}

  public static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  public static String round(int round) {
    return String.format("round-%08d.checkpoint", round);
  }

  public static String best(int round) {
    return String.format("best-%08d.checkpoint", round);
  }

  /** The folder as it was when the round's checkpoint was the newest. */
  public static void copyUpTo(int round, Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (Integer.parseInt(name.replaceAll("\\D", "")) <= round) {
          Files.copy(file, to.resolve(name));
        }
      }
    }
  }

  /** Parameters, optimiser state and outer momentum. */
  public static List<float[]> arrays(Path folder, String name) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return CheckpointFile.read(in).arrays();
    }
  }

  /** Writes another text into the header, and the sum over it. */
  public static void header(Path folder, String name, String text, String by) throws IOException {
    CheckpointFile file;
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      file = CheckpointFile.read(in);
    }
    String changed = file.header().replace(text, by);
    assertThat(changed).isNotEqualTo(file.header());
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      new CheckpointFile(changed, file.arrays()).write(out);
    }
  }

  public static void flip(Path folder, String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    bytes[bytes.length / 2] ^= 4;
    Files.write(folder.resolve(name), bytes);
  }

  public static void cut(Path folder, String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    Files.write(folder.resolve(name), java.util.Arrays.copyOf(bytes, bytes.length / 2));
  }
}
