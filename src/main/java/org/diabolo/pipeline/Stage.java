package org.diabolo.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stages of a run, in their order. */
public enum Stage {
  /** Raw rows to the prepared corpus. */
  PREPARE,
  /** The prepared corpus to the bundle. */
  TRAIN,
  /** The bundle's figures on prepared rows. */
  EVALUATE,
  /** Raw rows to codes, by the bundle. */
  ENCODE,
  /** Raw rows to targets, by the bundle. */
  PREDICT;

  /**
   * @return the name of its command, and in {@code manifest.json}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param label of a stage
   * @return the stage; nothing where none is called so
   */
  public static Optional<Stage> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /** What is being done, in words. */
  String doing() {
    return switch (this) {
      case PREPARE -> "preparing";
      case TRAIN -> "training";
      case EVALUATE -> "evaluating";
      case ENCODE -> "encoding";
      case PREDICT -> "predicting";
    };
  }

  /** What has been done, in words. */
  String past() {
    return switch (this) {
      case PREPARE -> "prepared";
      case TRAIN -> "trained";
      case EVALUATE -> "evaluated";
      case ENCODE -> "encoded";
      case PREDICT -> "predicted";
    };
  }

  /**
   * @return it, and those that use what it makes
   */
  List<Stage> withFollowers() {
    return switch (this) {
      case PREPARE, TRAIN -> Arrays.asList(values()).subList(ordinal(), values().length);
      case EVALUATE, ENCODE, PREDICT -> List.of(this);
    };
  }
}
