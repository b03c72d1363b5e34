package org.diabolo.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files that an output consists of, so that it can be told later whether all are there. Files
 * and folders whose names begin with {@code _} or {@code .} are none of it: readers of Parquet pass
 * over them.
 *
 * @param bytes how long each file is, by its path below the output's folder
 */
public record FileList(@JsonValue Map<String, Long> bytes) {

  /**
   * @param bytes how long each file is
   */
  @JsonCreator
  public FileList {
    bytes = new TreeMap<>(bytes);
  }

  /**
   * How a file is not as it was.
   *
   * @param file its path below the output's folder
   * @param what in words, to be put after the path
   */
  public record Difference(String file, String what) {
    @Override
    public String toString() {
      return file + " " + what;
    }
  }

  /**
   * @param folder of an output
   * @return what is in it now; nothing where it is not there
   */
  public static FileList of(Folder folder) {
    Map<String, Long> found = new TreeMap<>();
    try {
      if (folder.exists()) {
        list(folder.files(), folder.path(), "", found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FileList(found);
  }

  private static void list(FileSystem files, Path folder, String above, Map<String, Long> found)
      throws IOException {
    for (FileStatus status : files.listStatus(folder)) {
      String name = status.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (status.isDirectory()) {
        list(files, status.getPath(), above + name + "/", found);
      } else {
        found.put(above + name, status.getLen());
      }
    }
  }

  /**
   * @param now what is there now
   * @return missing files, then those of another length, then those that are too many
   */
  public List<Difference> differences(FileList now) {
    List<Difference> missing = new ArrayList<>();
    List<Difference> other = new ArrayList<>();
    bytes.forEach(
        (file, length) -> {
          Long found = now.bytes.get(file);
          if (found == null) {
            missing.add(new Difference(file, "is missing"));
          } else if (!found.equals(length)) {
            other.add(
                new Difference(file, "has " + found + " bytes where " + length + " were written"));
          }
        });
    List<Difference> all = new ArrayList<>(missing);
    all.addAll(other);
    now.bytes.keySet().stream()
        .filter(file -> !bytes.containsKey(file))
        .forEach(file -> all.add(new Difference(file, "is none of its files")));
    return all;
  }
}
