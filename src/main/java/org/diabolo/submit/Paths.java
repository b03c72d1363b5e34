package org.diabolo.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.Reason;

/** Whether paths are any, by their texts and by what the disk of this machine says at once. */
public final class Paths {
  private Paths() {}

  /**
   * Refuses what is no path.
   *
   * @param places to look at
   * @param hadoop settings, which name the file systems
   * @throws InvalidJobException with a line for each that Hadoop takes for none, or on whose file
   *     system nothing is known here
   */
  public static void require(List<Place> places, Configuration hadoop) {
    List<String> complaints = new ArrayList<>();
    for (Place place : places) {
      try {
        String scheme = new Path(place.path()).toUri().getScheme();
        if (scheme != null) {
          FileSystem.getFileSystemClass(scheme, hadoop);
        }
      } catch (IllegalArgumentException e) {
        complaints.add(place.name() + " " + place.path() + ": is no path" + help(place.path()));
      } catch (IOException e) {
        complaints.add(place.name() + " " + place.path() + ": " + Reason.of(e));
      } catch (RuntimeException e) {
        // Hadoop has the name of a scheme's class before it has the class.
        if (!(e.getCause() instanceof ClassNotFoundException missing)) {
          throw e;
        }
        complaints.add(
            place.name()
                + " "
                + place.path()
                + ": "
                + Reason.of(new UnsupportedFileSystemException(missing.getMessage())));
      }
    }
    throwIfAny(complaints);
  }

  private static String help(String path) {
    int colon = path.indexOf(':');
    return colon < 0
        ? ""
        : " (what stands before the colon is taken for a kind of file system, whose paths begin with"
            + " /: say "
            + java.nio.file.Path.of("").toAbsolutePath()
            + "/"
            + path.substring(path.startsWith("file:") ? colon + 1 : 0)
            + ")";
  }

  /**
   * Refuses folders that cannot be made.
   *
   * @param places that folders are made in
   * @param hadoop settings, which name the file systems
   * @throws InvalidJobException with a line for each on a disk of this machine that does not let it
   */
  public static void requireWritable(List<Place> places, Configuration hadoop) {
    List<String> complaints = new ArrayList<>();
    for (Place place : places) {
      if (isPath(place.path()) && SharedPlaces.isLocalFile(place.path(), hadoop)) {
        java.nio.file.Path folder =
            java.nio.file.Path.of(new Path(place.path()).toUri().getPath()).toAbsolutePath();
        while (!Files.exists(folder) && folder.getParent() != null) {
          folder = folder.getParent();
        }
        if (!Files.isDirectory(folder)) {
          complaints.add(
              place.name()
                  + " "
                  + place.path()
                  + ": cannot be written: is a file, not a folder: "
                  + folder);
        } else if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
          complaints.add(
              place.name()
                  + " "
                  + place.path()
                  + ": cannot be written: Permission denied: "
                  + folder
                  + " (or a disk that is only read)");
        }
      }
    }
    throwIfAny(complaints);
  }

  /**
   * Whether Hadoop takes a text for a path.
   *
   * @param text of any kind
   * @return whether it does
   */
  public static boolean isPath(String text) {
    try {
      return !new Path(text).toString().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void throwIfAny(List<String> complaints) {
    if (!complaints.isEmpty()) {
      throw new InvalidJobException(complaints);
    }
  }
}
