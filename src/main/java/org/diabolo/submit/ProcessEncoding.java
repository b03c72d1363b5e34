package org.diabolo.submit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.InvalidJobException;
import org.diabolo.submit.Place.Use;

/**
 * The encoding in which Java takes arguments and names of files from its process: that of the
 * locale, which without one, as under cron, is ASCII. Java cannot change it; scripts/diabolo does
 * before Java starts. What would be read wrongly is refused here.
 */
public final class ProcessEncoding {
  private static final char UNREADABLE = '\uFFFD';

  /** What is left of one letter, which has two bytes at least, where Spark's launcher took part. */
  private static final String LOST = "??";

  private static final String HELP =
      "as the locale's encoding is %s; set LC_ALL=C.UTF-8, or another locale of UTF-8, in the"
          + " environment of this program";

  private ProcessEncoding() {}

  /** Standard output and error are UTF-8 everywhere, as the files that we write. */
  public static void speakUtf8() {
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /**
   * Refuses arguments that came garbled.
   *
   * @param arguments as Java was given them
   * @throws InvalidJobException when one of them is not what was typed
   */
  public static void require(String... arguments) {
    List<String> complaints = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.indexOf(UNREADABLE) >= 0
          || argument.contains(LOST) && !canName("\u00e9", ofNames())) {
        complaints.add(argument + ": cannot be what was typed, " + help(ofNames()));
      }
    }
    throwIfAny(complaints);
  }

  /**
   * Refuses places that this process cannot name.
   *
   * @param places to look at
   * @param hadoop settings, which name the file systems
   * @throws InvalidJobException with a line for each that this process cannot name, and for each
   *     input with such files
   */
  public static void require(List<Place> places, Configuration hadoop) {
    throwIfAny(complaints(places, ofNames(), hadoop));
  }

  static List<String> complaints(
      List<Place> places, Charset encoding, Configuration configuration) {
    if (encoding.equals(StandardCharsets.UTF_8)) {
      return List.of();
    }
    List<String> complaints = new ArrayList<>();
    for (Place place : places) {
      if (!SharedPlaces.isLocalFile(place.path(), configuration)) {
        continue;
      }
      String path = place.path().replaceFirst("^file:/+", "/");
      if (!canName(path, encoding)) {
        complaints.add(place.name() + " " + path + ": cannot be named, " + help(encoding));
      } else if (place.use() == Use.READ && holdsUnnamable(path, encoding)) {
        complaints.add(
            place.name() + " " + path + ": holds files that cannot be named, " + help(encoding));
      }
    }
    return complaints;
  }

  /** Spark would pass such files over without a word. */
  private static boolean holdsUnnamable(String path, Charset encoding) {
    try {
      Path folder = Path.of(path);
      if (!Files.isDirectory(folder)) {
        return false;
      }
      try (Stream<Path> files = Files.walk(folder)) {
        return files.anyMatch(file -> !canName(file.toString(), encoding));
      }
    } catch (InvalidPathException e) {
      return false;
    } catch (IOException | UncheckedIOException e) {
      // Who reads the input will say what is wrong with it.
      return false;
    }
  }

  private static boolean canName(String text, Charset encoding) {
    return encoding.newEncoder().canEncode(text);
  }

  private static Charset ofNames() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  private static String help(Charset encoding) {
    return HELP.formatted(encoding.name());
  }

  private static void throwIfAny(List<String> complaints) {
    if (!complaints.isEmpty()) {
      throw new InvalidJobException(complaints);
    }
  }
}
