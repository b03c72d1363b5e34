package org.diabolo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.diabolo.cli.CommandCheck;
import org.diabolo.cli.Diabolo;
import scala.collection.JavaConverters;
import scala.collection.immutable.HashMap;

/**
 * Commands: Diabolo's are looked at as before a submission, with their job file; spark-submit's by
 * Spark; of Maven's and of scripts the tests, profiles, recipes and options must be there.
 */
final class ShellCheck {
  private static final List<String> PHASES =
      List.of("test", "package", "verify", "spotless:apply", "install");

  private ShellCheck() {}

  /** A line for each mistake, with page and line. */
  static List<String> complaints(List<Block> blocks) {
    List<String> complaints = new ArrayList<>();
    List<List<ShellCommand>> commands = Shell.commands(blocks);
    Map<Path, Map<String, String>> saved = new TreeMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (commands.get(i).isEmpty()) {
        complaints.add(block.place() + ": there is no command in it");
      }
      for (ShellCommand command : commands.get(i)) {
        if (command.program().equals(Shell.FAULT)) {
          complaints.add(block.place() + ": " + command.arguments().get(0));
          continue;
        }
        Map<String, String> jobs = saved.computeIfAbsent(block.page(), ShellCheck::saved);
        List<String> faults = complaints(command, jobs);
        faults.forEach(fault -> complaints.add(block.place() + ": " + command + ": " + fault));
      }
    }
    return complaints;
  }

  private static List<String> complaints(ShellCommand command, Map<String, String> saved) {
    return switch (command.program()) {
      case "scripts/diabolo" ->
          CommandCheck.complaints(command.arguments(), command.master(), saved);
      case "spark-submit" -> submission(command, saved);
      case "mvn" -> maven(command.arguments());
      default ->
          command.program().startsWith("scripts/")
              ? script(command)
              : List.of("nothing checks this program");
    };
  }

  /** Job files that the page tells its readers to save, by their names. */
  private static Map<String, String> saved(Path page) {
    Map<String, String> saved = new TreeMap<>();
    Page.read(page).blocks().stream()
        .filter(block -> block.language().equals("yaml"))
        .forEach(block -> block.said("as").ifPresent(name -> saved.put(name, block.text())));
    return saved;
  }

  private static List<String> submission(ShellCommand command, Map<String, String> saved) {
    SparkSubmitArguments parsed;
    try {
      parsed =
          new SparkSubmitArguments(
              JavaConverters.asScalaBuffer(command.arguments()).toSeq(), new HashMap<>());
    } catch (Exception e) {
      // Spark's own is no RuntimeException, though it is not declared.
      return List.of(e.toString());
    }
    List<String> faults = new ArrayList<>();
    if (!Diabolo.class.getName().equals(parsed.mainClass())) {
      faults.add("its class is " + parsed.mainClass());
    }
    if (!String.valueOf(parsed.primaryResource()).matches(".*/diabolo(-slim)?\\.jar")) {
      faults.add("its jar is " + parsed.primaryResource());
    }
    List<String> arguments = JavaConverters.seqAsJavaList(parsed.childArgs());
    faults.addAll(CommandCheck.complaints(arguments, parsed.master(), saved));
    return faults;
  }

  private static List<String> maven(List<String> arguments) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("-P")) {
        i++;
        if (!text(Path.of("pom.xml")).contains("<id>" + arguments.get(i) + "</id>")) {
          faults.add("there is no profile " + arguments.get(i));
        }
      } else if (word.matches("-D(it\\.)?test=.*")) {
        Stream.of(word.replaceFirst(".*=", "").split(","))
            .filter(test -> TestSources.named(test).isEmpty())
            .forEach(test -> faults.add("there is no test " + test));
      } else if (!word.equals("-B") && !word.equals("-DskipTests") && !PHASES.contains(word)) {
        faults.add("nothing checks " + word);
      }
    }
    return faults;
  }

  private static List<String> script(ShellCommand command) {
    if (!Files.isExecutable(Path.of(command.program()))) {
      return List.of("there is no such script");
    }
    String text = text(Path.of(command.program()));
    return command.arguments().stream()
        .filter(
            word ->
                command.program().equals("scripts/fetch-data")
                    ? !Files.isRegularFile(Path.of("scripts/data/" + word + ".sh"))
                    : word.startsWith("--") && !text.contains(word))
        .map(word -> "it does not know " + word)
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
