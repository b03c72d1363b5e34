package org.diabolo.rows.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.HadoopFSUtils;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.store.Folder;
import org.diabolo.store.LocalNames;
import org.diabolo.store.LocalRights;

/**
 * What an input's path names. A path that is there is itself, whatever brackets it has; only one
 * that is not is a pattern.
 *
 * @param spark to read with
 * @param input the job's
 * @param files the file system
 * @param found folders and files that it names, at least one
 * @param pattern whether it names them as a pattern
 * @param selected what of one folder the input's condition leaves in; nothing where that is all
 */
public record InputPath(
    SparkSession spark,
    InputSpec input,
    FileSystem files,
    List<FileStatus> found,
    boolean pattern,
    Optional<Selected> selected) {
  // Spark's own, by which it reads tables; its value is "false" for paths that are no patterns.
  private static final String GLOB = "__globPaths__";

  private static final String BASE = "basePath";

  private static final int TOLD = 3;

  /** Sizes and times of files. */
  public interface Visitor {
    /**
     * @param name of the file: below the input's folder, or, of a pattern, from the root
     * @param file that Spark would read
     */
    void visit(String name, FileStatus file);
  }

  /**
   * @param spark whose Hadoop configuration is used
   * @param input the job's
   * @return what the path names, without what the input's condition leaves out
   * @throws BadDataException when there is nothing there
   * @throws org.diabolo.job.InvalidJobException when the input's condition is none
   * @throws IOException when the file system does not answer
   */
  public static InputPath of(SparkSession spark, InputSpec input) throws IOException {
    InputPath all = all(spark, input);
    return all.isFolder()
        ? Where.of(input).flatMap(where -> Selected.of(all, where)).map(all::with).orElse(all)
        : all;
  }

  private boolean isFolder() {
    return found.size() == 1 && found.get(0).isDirectory();
  }

  private InputPath with(Selected some) {
    return new InputPath(spark, input, files, found, pattern, Optional.of(some));
  }

  private static InputPath all(SparkSession spark, InputSpec input) throws IOException {
    Path path = new Path(input.path());
    FileSystem files = Folder.files(path, spark.sparkContext().hadoopConfiguration());
    try {
      return new InputPath(
          spark, input, files, List.of(files.getFileStatus(path)), false, Optional.empty());
    } catch (FileNotFoundException e) {
      LocalRights.requireReadable(files, path);
      FileStatus[] matched = files.globStatus(path);
      if (matched == null || matched.length == 0) {
        throw wrong(
            input,
            input.path()
                + " does not exist"
                + (path.isAbsolute() ? "" : " (a relative path starts at the working directory)"));
      }
      return new InputPath(spark, input, files, Arrays.asList(matched), true, Optional.empty());
    }
  }

  /**
   * Visits the files one at a time. Hidden ones are left out, as Spark leaves them out: a mark of
   * success is no change of the rows.
   *
   * @param all is shown every file that Spark would read
   * @throws java.nio.file.AccessDeniedException when a file of this machine's may not be read,
   *     which Hadoop would take for one that is not there
   * @throws IOException when the file system does not answer
   */
  public void visit(Visitor all) throws IOException {
    Visitor visitor =
        (name, file) -> {
          if (isRead(name)) {
            all.visit(name, file);
          }
        };
    if (selected.isPresent()) {
      int known = files.makeQualified(found.get(0).getPath()).toUri().getPath().length() + 1;
      for (FileStatus file : selected.get().files()) {
        LocalRights.requireReadable(files, file.getPath());
        visitor.visit(file.getPath().toUri().getPath().substring(known), file);
      }
      return;
    }
    for (FileStatus each : found) {
      // A pattern may name hidden files themselves; a folder that it names is read.
      Path root = each.isDirectory() ? each.getPath() : each.getPath().getParent();
      int known = root.toUri().getPath().length();
      below(
          each,
          file -> {
            String name = file.getPath().toUri().getPath().substring(known);
            if (Arrays.stream(name.split("/")).noneMatch(HadoopFSUtils::shouldFilterOutPathName)) {
              LocalRights.requireReadable(files, file.getPath());
              visitor.visit(pattern ? file.getPath().toUri().getPath() : name.substring(1), file);
            }
          });
    }
  }

  /** Whether the input has a file of this name. */
  private boolean isRead(String name) {
    return input.files() == null || input.files().contains(name);
  }

  private String name(Path file) {
    String name = file.toUri().getPath();
    if (pattern) {
      return name;
    }
    Path root = files.makeQualified(found.get(0).getPath());
    return name.substring((isFolder() ? root : root.getParent()).toUri().getPath().length() + 1);
  }

  private interface Each {
    void accept(FileStatus file) throws IOException;
  }

  private void below(FileStatus place, Each each) throws IOException {
    if (!place.isDirectory()) {
      each.accept(place);
    } else if (files.getUri().getScheme().equals("file")) {
      // To list them with their blocks Hadoop would start a process a file, which asks for rights.
      for (FileStatus inner : files.listStatus(place.getPath())) {
        below(inner, each);
      }
    } else {
      RemoteIterator<LocatedFileStatus> all = files.listFiles(place.getPath(), true);
      while (all.hasNext()) {
        each.accept(all.next());
      }
    }
  }

  /** Of whoever reads these files. */
  Map<String, String> localOptions() {
    return LocalNames.options(files, spark.sparkContext().hadoopConfiguration());
  }

  /**
   * @param defaults options that the user's go before
   */
  DataFrameReader reader(Map<String, String> defaults) {
    DataFrameReader reader =
        spark
            .read()
            .format(format())
            .options(localOptions())
            .options(defaults)
            .options(input.options());
    return pattern ? reader : reader.option(GLOB, "false");
  }

  /**
   * @param reader gives a new one, as of {@link #reader}
   * @return all rows of the files that are read
   */
  Dataset<Row> load(Supplier<DataFrameReader> reader) {
    if (input.files() == null) {
      return folders(reader.get());
    }
    List<String> some = list();
    require(some);
    return load(reader, some);
  }

  /** All rows of the folders that are read. */
  Dataset<Row> folders(DataFrameReader reader) {
    return selected
        .map(
            some ->
                reader
                    .option(GLOB, "false")
                    .option(BASE, base())
                    .load(some.folders().stream().map(Path::toString).toArray(String[]::new)))
        .orElseGet(() -> reader.load(input.path()));
  }

  /** Where the names of folders begin to be columns; the user may have said so. */
  private String base() {
    return named().orElseGet(() -> files.makeQualified(found.get(0).getPath()).toString());
  }

  private Optional<String> named() {
    return input.options().entrySet().stream()
        .filter(option -> option.getKey().equalsIgnoreCase(BASE))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** All files that Spark would read here, in the order of their names. */
  List<String> list() {
    if (selected.isPresent() && selected.get().folders().isEmpty()) {
      return List.of();
    }
    return Arrays.stream(folders(reader(Map.of()).schema("nothing string")).inputFiles())
        .map(file -> new Path(java.net.URI.create(file)))
        .filter(file -> !file.getName().startsWith("_") && isRead(name(file)))
        .map(Path::toString)
        .sorted()
        .toList();
  }

  /**
   * @param files of {@link #list}
   * @throws BadDataException when there are none, with what is there instead
   */
  void require(List<String> files) {
    if (files.isEmpty()) {
      if (selected.isPresent()) {
        throw NoRows.of(input);
      }
      throw wrong(input.path() + " has no rows: " + there());
    }
  }

  private String there() {
    List<String> names = new ArrayList<>();
    for (FileStatus each : found) {
      if (!each.isDirectory()) {
        names.add(each.getPath().getName());
      } else {
        for (FileStatus below : listed(each.getPath())) {
          names.add(below.getPath().getName() + (below.isDirectory() ? "/" : ""));
        }
      }
    }
    if (names.isEmpty()) {
      return "it is an empty folder";
    }
    Collections.sort(names);
    return "it holds nothing that is read, but "
        + String.join(", ", names.subList(0, Math.min(TOLD, names.size())))
        + (names.size() > TOLD ? " and more" : "")
        + " (what begins with _ or . is hidden; folders within are read if their names are"
        + " COLUMN=VALUE, or with "
        + input.optionsKey()
        + ": {recursiveFileLookup: true})";
  }

  /**
   * @param what is wrong with the input
   */
  BadDataException wrong(String what) {
    return wrong(input, what);
  }

  private static BadDataException wrong(InputSpec input, String what) {
    return new BadDataException(input.pathKey() + ": " + what);
  }

  private FileStatus[] listed(Path folder) {
    try {
      return files.listStatus(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Some of the files, with the columns that their folders' names give.
   *
   * @param reader gives a new one, as of {@link #reader}
   * @param some of {@link #list}
   */
  Dataset<Row> load(Supplier<DataFrameReader> reader, List<String> some) {
    return load(reader, some, UnaryOperator.identity());
  }

  /**
   * @param name of each path as it is read
   */
  Dataset<Row> load(
      Supplier<DataFrameReader> reader, List<String> some, UnaryOperator<String> name) {
    List<Dataset<Row>> parts = new ArrayList<>();
    Set<String> single = new LinkedHashSet<>(some);
    for (FileStatus root : found) {
      if (root.isDirectory()) {
        String folder = files.makeQualified(root.getPath()).toString();
        List<String> below = single.stream().filter(f -> f.startsWith(folder + "/")).toList();
        if (!below.isEmpty()) {
          parts.add(
              itself(reader)
                  .option(BASE, name.apply(named().orElse(folder)))
                  .load(below.stream().map(name).toArray(String[]::new)));
          below.forEach(single::remove);
        }
      }
    }
    if (!single.isEmpty()) {
      parts.add(itself(reader).load(single.stream().map(name).toArray(String[]::new)));
    }
    return parts.stream().reduce(Dataset::unionByName).orElseThrow();
  }

  private static DataFrameReader itself(Supplier<DataFrameReader> reader) {
    return reader.get().option(GLOB, "false");
  }

  /** Whether the user has said that files which cannot be read are to be left out. */
  boolean ignoresUnreadable() {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(input.options());
    return Stream.of("ignoreCorruptFiles", "ignoreMissingFiles")
        .anyMatch(
            name ->
                Boolean.parseBoolean(
                    options.getOrDefault(name, spark.conf().get("spark.sql.files." + name))));
  }

  /** The format as Spark calls it. */
  String format() {
    return input.format().name().toLowerCase(java.util.Locale.ROOT);
  }
}
