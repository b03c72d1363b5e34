package org.diabolo.job;

import java.util.List;

/**
 * Options that the rest of the job makes meaningless. Only what the job file says is looked at,
 * never a default; and a value that asks for nothing, such as a share of 0, is granted.
 */
final class WithoutEffect {
  private static final List<String> SEARCH =
      List.of("beam", "n_best", "length_penalty", "max_length");

  private final JobSpec spec;

  private WithoutEffect(JobSpec spec) {
    this.spec = spec;
  }

  /**
   * @param root of the job file
   * @param spec what was read of it, with both fields; a family whose kind is wrong is null
   */
  static void check(Section root, JobSpec spec) {
    WithoutEffect rules = new WithoutEffect(spec);
    if (root.isMapping("encoder")) {
      rules.encoder(root.section("encoder"));
    }
    if (root.isMapping("decoder")) {
      rules.decoder(root.section("decoder"));
    }
    if (root.isMapping("train")) {
      rules.train(root.section("train"));
    }
    if (!rules.writesText()) {
      numbers(root);
    }
  }

  private boolean writesText() {
    return spec.decoded() instanceof TextSpec;
  }

  private void encoder(Section encoder) {
    FamilySpec family = spec.encoder().family();
    if (!(spec.source() instanceof TextSpec) && family != null) {
      if (family instanceof MlpSpec) {
        encoder.withoutEffect("text", "the source is no text");
      }
      if (!(family instanceof UserSpec)) {
        encoder.withoutEffect("embedding", "the source is no text");
      }
    }
  }

  private void decoder(Section decoder) {
    FamilySpec family = spec.decoder().family();
    if (!writesText() && (family instanceof MlpSpec || family instanceof CnnSpec)) {
      decoder.withoutEffect("embedding", "the target is no text");
    }
    if (family instanceof RnnSpec rnn && decoder.sound("attention")) {
      if (rnn.attention() == RnnSpec.Attention.NONE) {
        decoder.withoutEffect("attend", "the decoder's attention is none");
      }
      if (rnn.attention() != RnnSpec.Attention.MULTIHEAD) {
        decoder.withoutEffect("heads", "only attention of kind multihead has them");
      }
    }
  }

  private void train(Section train) {
    FamilySpec family = spec.decoder().family();
    boolean given =
        writesText() && (family == null || family instanceof RnnSpec || family instanceof UserSpec);
    if (spec.train().regularization().sampling().most() > 0 && !given) {
      train.withoutEffect(
          "scheduled_sampling",
          "only a decoder of text of kind rnn is given tokens, which its guesses could replace");
    }
    if (spec.train().regularization().labelSmoothing() > 0 && !writesText()) {
      train.withoutEffect("label_smoothing", "the target is no text");
    }
  }

  private static void numbers(Section root) {
    if (root.isMapping("predict")) {
      Section predict = root.section("predict");
      SEARCH.forEach(
          key -> predict.withoutEffect(key, "the target is no text, so nothing is searched for"));
    }
  }
}
