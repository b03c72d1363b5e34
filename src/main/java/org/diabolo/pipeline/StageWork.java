package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What one stage has to say for the rule to be applied to it. */
interface StageWork {
  Stage stage();

  /** What is known of the making of what is there. */
  StageRecord record();

  /**
   * What it would be made from now, as far as that is known before the stages before it have run.
   */
  JsonNode known();

  /**
   * All that it would be made from now.
   *
   * @throws org.diabolo.job.BadDataException when what it reads is not there or damaged, with the
   *     command that makes it
   */
  JsonNode from();

  /** Whether there is anything; {@link #standing} looks closer. */
  boolean isThere();

  /** What there is now. */
  Standing standing();

  /**
   * Asks, before {@link #clear}, for what is known beforehand to keep it from being made.
   *
   * @throws RuntimeException when it cannot be made
   */
  default void requireMakeable() {}

  /** Removes what there is, as nothing of it may be used. */
  void clear();

  /** Makes it. */
  void make();

  /** What the manifest tells people of what is there. */
  Map<String, ?> facts();

  /** What is there, with sums. */
  JsonNode outputs();
}
