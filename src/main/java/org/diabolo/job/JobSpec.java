package org.diabolo.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything about one model: data, encoder, decoder, training, outputs.
 *
 * @param name of the job, used as a folder name
 * @param data where the rows are and how they are split
 * @param source what is encoded
 * @param target what is decoded; null in an autoencoder, whose target is the source
 * @param encoder source to code
 * @param decoder code to target
 * @param train how long, how fast, on how many replicas
 * @param encode what goes beside the codes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobSpec(
    String name,
    DataSpec data,
    FieldSpec source,
    FieldSpec target,
    EncoderSpec encoder,
    DecoderSpec decoder,
    TrainSpec train,
    EncodeSpec encode) {

  /**
   * Reads and checks a job file whole.
   *
   * @param file the YAML file
   * @param overrides {@code path.to.key=value} each, the value read as YAML
   * @throws InvalidJobException with all errors found, one line each
   */
  public static JobSpec read(Path file, List<String> overrides) {
    Problems problems = new Problems(file.toString());
    Section root = JobFile.read(file, overrides, problems);
    String name = root.text("name");
    if (!name.equals("?") && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      root.wrong("name", "letters, digits, dots, dashes and underscores (it names a folder)");
    }
    JobSpec spec =
        new JobSpec(
            name,
            DataSpec.read(root.section("data")),
            FieldSpec.read(root.section("source")),
            root.has("target") ? FieldSpec.read(root.section("target")) : null,
            EncoderSpec.read(root.section("encoder")),
            DecoderSpec.read(root.section("decoder")),
            TrainSpec.read(root.section("train")),
            EncodeSpec.read(root.section("encode")));
    root.close();
    problems.throwIfAny();
    return spec;
  }

  /**
   * @return whether the decoder gives the source back
   */
  public boolean autoencoder() {
    return target == null;
  }
}
