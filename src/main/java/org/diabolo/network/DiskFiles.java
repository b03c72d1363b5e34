package org.diabolo.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.diabolo.job.BadDataException;

/** Files on a disk of this machine, read by Java alone. */
record DiskFiles(Path folder) implements BundleFiles {
  private interface Reading<T> {
    T of(Path file) throws IOException;
  }

  @Override
  public boolean has(String name) {
    return Files.isRegularFile(folder.resolve(name));
  }

  @Override
  public long size(String name) {
    return reading(name, Files::size);
  }

  @Override
  public byte[] bytes(String name) {
    return reading(name, Files::readAllBytes);
  }

  private <T> T reading(String name, Reading<T> reading) {
    Path file = folder.resolve(name);
    try {
      return reading.of(file);
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be read: " + e, e);
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
