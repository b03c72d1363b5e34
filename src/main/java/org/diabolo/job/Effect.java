package org.diabolo.job;

import java.util.List;
import java.util.function.Predicate;
import org.diabolo.job.FamilySpec.Role;

/**
 * When an option of a job matters. A value that asks for nothing, such as a share of 0, matters
 * always: it is no mistake.
 *
 * @param asked keys of the job that the answer rests on; where one is wrong, nothing is said
 * @param in the jobs in which the option matters
 * @param only behind "Only", for the reference
 * @param why it does not matter elsewhere, for the complaint
 */
record Effect(List<String> asked, Predicate<JobSpec> in, String only, String why) {
  static Effect in(Predicate<JobSpec> jobs, String only, String why, String... asked) {
    return new Effect(List.of(asked), jobs, only, why);
  }

  static final Effect SOURCE_TEXT =
      in(
          spec -> spec.source() instanceof TextSpec,
          "where the source is text",
          "the source is no text");

  static final Effect TARGET_TEXT =
      in(Effect::writesText, "where the target is text", "the target is no text");

  static final Effect SEARCH =
      in(
          Effect::writesText,
          "where the target is text",
          "the target is no text, so nothing is searched for");

  static final Effect LABEL_SMOOTHING =
      in(
          spec -> writesText(spec) || spec.train().regularization().labelSmoothing() == 0,
          "where the target is text",
          "the target is no text");

  /** A decoder that the user brings may be given tokens too. */
  static final Effect SAMPLING =
      in(
          spec -> {
            FamilySpec family = spec.decoder().family();
            boolean given = family == null || family instanceof RnnSpec || isUsers(family);
            return writesText(spec) && given
                || spec.train().regularization().sampling().most() == 0;
          },
          "where an `rnn` decodes text",
          "only a decoder of text of kind rnn is given tokens, which its guesses could replace");

  static final Effect ATTENTION =
      in(
          spec -> attention(spec) != RnnSpec.Attention.NONE,
          "with `attention`",
          "the decoder's attention is none",
          "decoder.attention");

  static final Effect HEADS =
      in(
          spec -> attention(spec) == RnnSpec.Attention.MULTIHEAD,
          "with `attention: multihead`",
          "only attention of kind multihead has them",
          "decoder.attention");

  static final Effect STEP = schedule(OptimizerSpec.Schedule.STEP);

  static final Effect TRAPEZOID = schedule(OptimizerSpec.Schedule.TRAPEZOID);

  static final Effect PERIOD_AUTO =
      in(
          spec -> spec.train().averaging().period() == AveragingSpec.AUTO,
          "with `period: auto`",
          "the period is given, not measured",
          "train.averaging.period");

  static final Effect NESTEROV =
      in(
          spec -> {
            AveragingSpec averaging = spec.train().averaging();
            return averaging.workers() == AveragingSpec.AUTO
                ? averaging.outer() != AveragingSpec.Outer.PLAIN
                : averaging.nesterov(averaging.workers());
          },
          "with `outer: nesterov`, or `auto` and several replicas",
          "the outer step is plain",
          "train.averaging.outer",
          "train.averaging.workers");

  static final Effect VALIDATION =
      in(
          spec -> spec.data().split().valid() > 0,
          "where `data.split.valid` is above 0",
          "data.split.valid is 0, so nothing is validated",
          "data.split");

  static final Effect BEST_OF_SEVERAL =
      in(
          spec -> spec.data().split().valid() > 0 || spec.train().averageBest() == 1,
          VALIDATION.only,
          VALIDATION.why,
          "data.split");

  static final Effect CHECKPOINTS =
      in(
          spec ->
              spec.train().checkpoints().rounds() > 0 || spec.train().checkpoints().minutes() > 0,
          "where `rounds` or `minutes` is above 0",
          "rounds and minutes are 0, so there are no checkpoints",
          "train.checkpoints.rounds",
          "train.checkpoints.minutes");

  static final Effect SLICES =
      in(spec -> spec.evaluate().by() != null, "with `evaluate.by`", "there is no evaluate.by");

  /**
   * @param role of the mlp
   * @param nothing whether the option asks for nothing
   */
  static Effect hidden(Role role, Predicate<MlpSpec> nothing) {
    String section = Section.nameOf(role);
    return in(
        spec -> {
          FamilySpec family =
              role == Role.ENCODER ? spec.encoder().family() : spec.decoder().family();
          return !(family instanceof MlpSpec mlp) || !mlp.layers().isEmpty() || nothing.test(mlp);
        },
        "where there are hidden layers",
        "there are no hidden layers",
        section + ".layers");
  }

  private static Effect schedule(OptimizerSpec.Schedule schedule) {
    String name = Section.nameOf(schedule);
    return in(
        spec -> spec.train().optimizer().schedule() == schedule,
        "with `schedule: " + name + "`",
        "only schedule " + name + " has it",
        "train.optimizer.schedule");
  }

  private static boolean writesText(JobSpec spec) {
    return spec.decoded() instanceof TextSpec;
  }

  private static boolean isUsers(FamilySpec family) {
    return family instanceof UserSpec;
  }

  private static RnnSpec.Attention attention(JobSpec spec) {
    return ((RnnSpec) spec.decoder().family()).attention();
  }
}
