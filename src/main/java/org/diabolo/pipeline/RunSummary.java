package org.diabolo.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run tells of itself, without anything of it being looked at but its small files.
 *
 * @param runId its name
 * @param run its folder
 * @param state how it stands
 * @param stage that the state is about, by its command's name; null where there was none yet
 * @param owner the process that has taken the run and not let go, in words; null where none has
 * @param began when its first stage did, UTC; null where an older version began it
 * @param seconds of the stages that are done, and of the one that runs; null where none is
 * @param rows prepared, by split; null before they were
 * @param codeSpace of its model; null before it was trained, and where an older version trained it
 * @param figures {@link Headline#figures}; empty before they were measured
 * @param headline the same {@linkplain Headline#of in words}
 * @param messages what else people should know, a line each
 * @param newest by what runs are put in order
 */
public record RunSummary(
    String runId,
    String run,
    State state,
    String stage,
    String owner,
    String began,
    Double seconds,
    JsonNode rows,
    String codeSpace,
    Map<String, Object> figures,
    String headline,
    List<String> messages,
    @JsonIgnore Instant newest) {

  /** How a run stands. */
  public enum State {
    /** All that the last command was asked for is there. */
    DONE,
    /** A retraining found that there was no reason to train. */
    NOTHING_TO_DO,
    /** A process has it, and gives signs of life. */
    RUNNING,
    /** Nobody is at work on it, and the same command would go on. */
    UNFINISHED,
    /** The last command ended with a complaint before it had made what it was asked for. */
    FAILED,
    /** What it told of itself cannot be read. */
    DAMAGED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
