package org.diabolo.encode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.SparkSession;
import org.diabolo.job.BadDataException;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.job.Secrets;
import org.diabolo.network.Bundle;
import org.diabolo.rows.Input;
import org.diabolo.store.Checksums;
import org.diabolo.store.FileList;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;
import org.diabolo.store.SummedJson;

/**
 * What {@code _made.json} says, which appears together with the rows that a model gave: what they
 * were made from, and of which files they consist. Readers of Parquet pass over it.
 *
 * @param from what they were made from
 * @param rows how many there are
 * @param rejected rows of the input that are not among them
 * @param files that the rows are in
 * @param crc32c of each file
 */
public record Made(
    From from, long rows, long rejected, FileList files, Map<String, String> crc32c) {
  /** Its name. */
  public static final String FILE = "_made.json";

  private static final String VERSION = "version";
  private static final String SPACE = "code_space";

  /**
   * What lacks one of these says nothing.
   *
   * @param from what the rows were made from; not null
   * @param rows how many there are
   * @param rejected rows of the input that are not among them
   * @param files that the rows are in; not null
   * @param crc32c of each file, by its name, in hexadecimal; not null
   */
  public Made {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(crc32c, "crc32c");
  }

  /**
   * All that the rows depend on.
   *
   * @param model whose they are: its version, its code space where that is another model's, and
   *     SHA-256 of its networks and fields
   * @param input what it held
   * @param job the parts of the job that say how to read the input and what to write
   */
  public record From(Map<String, String> model, Input.Snapshot input, JsonNode job) {
    /**
     * What lacks one of these says nothing.
     *
     * @param model whose the rows are, as {@link Made#model} tells it; not null
     * @param input what it held; not null
     * @param job the parts of the job that rows depend on; not null
     */
    public From {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(input, "input");
      Objects.requireNonNull(job, "job");
    }

    /**
     * The code space of the model.
     *
     * @return version of the model that began it
     */
    public String codeSpace() {
      return model.getOrDefault(SPACE, model.get(VERSION));
    }

    /**
     * What is kept of it.
     *
     * @return the same, without the list of the input's files
     */
    public From summed() {
      return new From(model, input.summed(), job);
    }

    /**
     * @param section of the job, by its key, that says what to write
     */
    static From of(Bundle bundle, Input.Snapshot input, JobSpec spec, String key, Object section) {
      return new From(Made.model(bundle), input, job(spec, key, section));
    }

    /**
     * @param spec the job, over the rows that are really read; what of them the section says is not
     *     said again
     * @param key of the section of it that says what to write
     * @param section the section, with its defaults
     * @return the parts of the job that rows depend on
     */
    public static JsonNode job(JobSpec spec, String key, Object section) {
      JsonNode all = Secrets.redacted(Json.tree(spec));
      InputSpec input = spec.data().input();
      Map<String, Object> data = new LinkedHashMap<>();
      if (!input.saidByEncode()) {
        data.put("input", all.at("/data/input"));
      }
      data.put("key", all.at("/data/key"));
      if (input.where() != null && !input.condition().saidByEncode()) {
        data.put("where", all.at("/data/where"));
      }
      Map<String, Object> job = new LinkedHashMap<>();
      // First, as it is told first where several differ.
      job.put(key, Secrets.redacted(Json.tree(section)));
      job.put("data", data);
      job.put("source", all.get("source"));
      return Json.tree(job);
    }
  }

  /**
   * @param bundle a model
   * @return by which it is told from others, also from those of its version
   */
  public static Map<String, String> model(Bundle bundle) {
    Map<String, String> model = new LinkedHashMap<>();
    model.put(VERSION, bundle.card().version());
    // What was made by older versions says nothing of it.
    if (!bundle.card().codeSpace().equals(bundle.card().version())) {
      model.put(SPACE, bundle.card().codeSpace());
    }
    model.put("encoder", DigestUtils.sha256Hex(bundle.encoder()));
    model.put("decoder", DigestUtils.sha256Hex(bundle.decoder()));
    model.put(
        "fields",
        DigestUtils.sha256Hex(
            Json.line(bundle.card().source()) + "\n" + Json.line(bundle.card().target())));
    return model;
  }

  /**
   * Says it of the rows that are there, in their folder.
   *
   * @param spark to run on
   * @param folder of the rows
   * @param from what they were made from
   * @param rows how many there are
   * @param rejected rows of the input that could not be used
   */
  public static void write(SparkSession spark, Folder folder, From from, long rows, long rejected) {
    FileList files = FileList.of(folder);
    Map<String, String> sums = Checksums.of(spark, folder, files.bytes().keySet());
    if (!sums.keySet().equals(files.bytes().keySet())) {
      throw new UncheckedIOException(
          new IOException(folder + ": not all files that were written just now can be read"));
    }
    folder.write(FILE, SummedJson.text(new Made(from.summed(), rows, rejected, files, sums)));
  }

  /**
   * @param folder of rows that a model gave
   * @return what is said of them; nothing where an older version made them
   * @throws BadDataException when it cannot be read
   */
  public static Optional<Made> at(Folder folder) {
    if (!folder.has(FILE)) {
      return Optional.empty();
    }
    String text = folder.text(FILE);
    try {
      return Optional.of(SummedJson.read(text, Made.class));
    } catch (UncheckedIOException e) {
      throw new BadDataException(
          folder + "/" + FILE + ": damaged; have the rows beside it made again", e);
    }
  }

  /**
   * Looks at the names and lengths of the files.
   *
   * @param folder of the rows
   * @return what is wrong with them, in words
   */
  public Optional<String> missing(Folder folder) {
    List<FileList.Difference> all = files.differences(FileList.of(folder));
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            all.get(0)
                + (all.size() == 1 ? "" : ", and " + (all.size() - 1) + " files more differ"));
  }

  /**
   * Reads the files.
   *
   * @param spark to run on
   * @param folder of the rows
   * @return what is wrong with them, in words
   */
  public Optional<String> damage(SparkSession spark, Folder folder) {
    return missing(folder).or(() -> damage(Checksums.of(spark, folder, files.bytes().keySet())));
  }

  /**
   * Reads the files, by this process alone.
   *
   * @param folder of the rows
   * @return what is wrong with them, in words
   */
  public Optional<String> damage(Folder folder) {
    return missing(folder).or(() -> damage(Checksums.here(folder, files.bytes().keySet())));
  }

  private Optional<String> damage(Map<String, String> now) {
    return crc32c.keySet().stream()
        .filter(file -> !crc32c.get(file).equals(now.get(file)))
        .findFirst()
        .map(
            file ->
                now.containsKey(file)
                    ? file
                        + " is damaged: its CRC-32C is "
                        + now.get(file)
                        + ", not "
                        + crc32c.get(file)
                    : file + " cannot be read");
  }
}
