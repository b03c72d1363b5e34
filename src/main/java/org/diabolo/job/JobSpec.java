package org.diabolo.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.diabolo.job.DataSpec.InputSpec;

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
 * @param encode which rows are encoded, and what goes beside the codes
 * @param predict how targets are found, and what goes beside them; null in a job that says nothing
 *     about it, see {@link #prediction}
 * @param evaluate what is measured
 * @param retrain how its models follow each other; null in a job that says nothing about it, see
 *     {@link #retraining}
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
    EncodeSpec encode,
    PredictSpec predict,
    EvaluateSpec evaluate,
    RetrainSpec retrain) {
  /** What a {@linkplain #namesFolder name} is made of, in words. */
  public static final String FOLDER_NAMES =
      "letters, digits, dots, dashes and underscores, at most 200 (it names a folder), the first a"
          + " letter or digit";

  private static final Pattern NAME = Pattern.compile("^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$");

  private static final List<String> RESERVED =
      Stream.of(EncodeSpec.OURS, PredictSpec.OURS, List.of("reason", "column", "value"))
          .flatMap(List::stream)
          .distinct()
          .toList();

  private static final Option<String> NAME_OF_JOB =
      Option.of(
          "name",
          OptionTypes.text(NAME.pattern(), FOLDER_NAMES),
          "Names the folder of the job's runs.");

  private static final Option<Section> DATA =
      Option.of("data", DataSpec.MAPPING, "Where the rows are, and how they are divided.");

  private static final Option<Section> SOURCE =
      Option.of("source", FieldOptions.MAPPING, "What is encoded.");

  private static final Option<Section> TARGET =
      Option.of("target", FieldOptions.MAPPING, "What is decoded.")
          .byDefault("the source: the job is an autoencoder");

  private static final Option<Section> ENCODER =
      Option.of("encoder", EncoderSpec.MAPPING, "The network from source to code.");

  private static final Option<Section> DECODER =
      Option.of("decoder", DecoderSpec.MAPPING, "The network from code to target.");

  private static final Option<Section> TRAIN =
      Option.section("train", TrainSpec.MAPPING, "How long, how fast, on how many replicas.");

  private static final Option<Section> ENCODE =
      Option.section(
          "encode", EncodeSpec.MAPPING, "Which rows are encoded, and what goes beside the codes.");

  private static final Option<Section> PREDICT =
      Option.section(
          "predict",
          PredictSpec.MAPPING,
          "How targets are found, and what goes beside them; with it, `run` predicts too.");

  private static final Option<Section> EVALUATE =
      Option.section("evaluate", EvaluateSpec.MAPPING, "What is measured.");

  private static final Option<Section> RETRAIN =
      Option.section("retrain", RetrainSpec.MAPPING, "How the job's models follow each other.");

  /** A whole job file. */
  static final Mapping MAPPING =
      Mapping.of(
          NAME_OF_JOB,
          DATA,
          SOURCE,
          TARGET,
          ENCODER,
          DECODER,
          TRAIN,
          EVALUATE,
          ENCODE,
          PREDICT,
          RETRAIN);

  /**
   * @param text the name of a job or of a run
   * @return whether it can name a folder on every file system, with something before and behind it;
   *     names that begin with {@code _} are for what is beside the runs, hidden ones for what is in
   *     the works
   */
  public static boolean namesFolder(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Checks a job file whole.
   *
   * @param file the YAML, and the name that errors call it
   * @param overrides {@code path.to.key=value} each, the value read as YAML
   * @param checks what else can be wrong with it
   * @return the job, with all defaults in it
   * @throws InvalidJobException with all errors found, one line each
   */
  public static JobSpec read(JobText file, List<String> overrides, JobCheck... checks) {
    Problems problems = new Problems(file.name());
    Section root = JobFile.read(file, overrides, problems);
    String name = root.get(NAME_OF_JOB);
    if (!name.equals("?") && !namesFolder(name)) {
      root.wrong(NAME_OF_JOB, FOLDER_NAMES);
    }
    DataSpec data = DataSpec.read(root.get(DATA));
    FieldSpec source = FieldSpec.read(root.get(SOURCE));
    FieldSpec target = root.has(TARGET) ? FieldSpec.read(root.get(TARGET)) : null;
    JobSpec spec =
        new JobSpec(
            name,
            data,
            source,
            target,
            EncoderSpec.read(root.get(ENCODER)),
            DecoderSpec.read(root.get(DECODER)),
            TrainSpec.read(root.get(TRAIN)),
            EncodeSpec.read(root.get(ENCODE)),
            root.has(PREDICT) ? PredictSpec.read(root.get(PREDICT)) : null,
            EvaluateSpec.read(root.get(EVALUATE)),
            root.has(RETRAIN)
                ? RetrainSpec.read(root.get(RETRAIN), root.has(TARGET) ? target : source)
                : null);
    root.close();
    spec.checkNames(problems);
    spec.checkAttention(problems);
    spec.checkHeads(problems);
    spec.checkSeeds(problems);
    if (!problems.about("source.kind") && !problems.about("target.kind")) {
      spec.checkAttentionTold(problems);
      spec.checkNorm(problems);
      new WithoutEffect(spec, problems).check(root, MAPPING);
    }
    for (JobCheck check : checks) {
      check.check(spec, problems);
    }
    problems.throwIfAny();
    return spec;
  }

  /** Outputs have columns of our own, and Spark does not tell names apart by their case. */
  private void checkNames(Problems problems) {
    checkCopied("encode.columns", encode.columns(), "encodings", EncodeSpec.OURS, problems);
    checkCopied(
        "predict.columns", prediction().columns(), "predictions", PredictSpec.OURS, problems);
    if (RESERVED.stream().anyMatch(data.key()::equalsIgnoreCase)) {
      problems.add(
          "data.key",
          "found " + data.key() + ", allowed: any name but " + String.join(", ", RESERVED));
    }
  }

  private void checkCopied(
      String key, List<String> columns, String outputs, List<String> ours, Problems problems) {
    for (String column : columns) {
      if (ours.stream().anyMatch(column::equalsIgnoreCase)) {
        problems.add(key, column + " is a column that " + outputs + " have anyway");
      }
      if (column.equalsIgnoreCase(data.key())) {
        problems.add(key, column + " is the key, which " + outputs + " have anyway");
      }
    }
  }

  /** Only a recurrent encoder has a memory that could be attended to. */
  private void checkAttention(Problems problems) {
    if (decoder.family() instanceof RnnSpec rnn
        && rnn.attention() != RnnSpec.Attention.NONE
        && encoder.family() != null
        && encoder.family().kind() != FamilySpec.Kind.RNN
        && encoder.family().kind() != FamilySpec.Kind.USER) {
      problems.add(
          "decoder.attention",
          "found "
              + rnn.attention().name().toLowerCase(java.util.Locale.ROOT)
              + ", allowed: none (an encoder of kind rnn has a memory to attend to, one of kind "
              + encoder.family().kind().name().toLowerCase(java.util.Locale.ROOT)
              + " has none)");
    }
  }

  private void checkHeads(Problems problems) {
    if (decoder.family() instanceof RnnSpec rnn
        && rnn.attention() == RnnSpec.Attention.MULTIHEAD
        && !problems.about("decoder.layers")
        && !problems.about("decoder.attend")) {
      int width = rnn.layers().get(rnn.attending());
      if (width % rnn.heads() != 0) {
        problems.add(
            "decoder.heads",
            "found "
                + rnn.heads()
                + ", allowed: a divisor of "
                + width
                + ", the width of the layer that attends");
      }
    }
  }

  private void checkSeeds(Problems problems) {
    int seeds = retraining().seeds();
    if (seeds > 1 && data.split().valid() == 0 && !problems.about("data.split")) {
      problems.add(
          "data.split.valid",
          "found 0, allowed: a fraction above 0 where retrain.seeds is "
              + seeds
              + " (the best by validation is taken)");
    }
  }

  private void checkNorm(Problems problems) {
    if (decoder.family() instanceof MlpSpec mlp
        && mlp.norm() == FamilySpec.Norm.BATCH
        && decoded() instanceof TextSpec) {
      problems.add(
          "decoder.norm",
          "found batch, allowed: none | layer where an mlp decodes text (the padding of a batch"
              + " would count as much as its text)");
    }
  }

  /** Better a complaint now than after the training. */
  private void checkAttentionTold(Problems problems) {
    boolean told =
        decoded() instanceof TextSpec
            && (decoder.family() == null
                || decoder.family() instanceof UserSpec
                || decoder.family() instanceof RnnSpec rnn
                    && rnn.attention() != RnnSpec.Attention.NONE);
    if (prediction().attention() && !told) {
      problems.add(
          "predict.attention",
          "found true, allowed: false (only a decoder of text of kind rnn, whose attention is not"
              + " none, has weights to tell)");
    }
  }

  /**
   * @param input with the job's columns
   * @return the same job over these rows
   */
  public JobSpec reading(InputSpec input) {
    return with(new DataSpec(input, data.key(), data.split(), data.maxRejects()), train, encode);
  }

  /**
   * @param input with the job's columns
   * @return the same job, which encodes the rows of this one in the place of {@code encode.input}
   */
  public JobSpec encoding(InputSpec input) {
    return with(data, train, encode.reading(input));
  }

  /**
   * @return the rows that a run encodes: what {@code encode} says, else those of {@code data}
   */
  public InputSpec encodedByRun() {
    return encode.ofRun(data.input());
  }

  /**
   * @return the rows that codes of a version are of, which are kept up with them: what {@code
   *     encode} says, else all rows of {@code data.input}
   */
  public InputSpec encodedByVersion() {
    return encode.ofVersion(data.input());
  }

  /**
   * @param other way to train
   * @return the same job, trained so
   */
  public JobSpec training(TrainSpec other) {
    return with(data, other, encode);
  }

  private JobSpec with(DataSpec rows, TrainSpec way, EncodeSpec codes) {
    return new JobSpec(
        name, rows, source, target, encoder, decoder, way, codes, predict, evaluate, retrain);
  }

  /**
   * @return the field that is decoded, which in an autoencoder is the source
   */
  public FieldSpec decoded() {
    return target == null ? source : target;
  }

  /**
   * @return how targets are found, also in a job that says nothing about it
   */
  public PredictSpec prediction() {
    return predict == null ? PredictSpec.DEFAULT : predict;
  }

  /**
   * @return how its models follow each other, also in a job that says nothing about it
   */
  public RetrainSpec retraining() {
    return retrain == null ? RetrainSpec.defaultOf(decoded()) : retrain;
  }

  /**
   * @return whether the decoder gives the source back
   */
  public boolean autoencoder() {
    return target == null;
  }
}
