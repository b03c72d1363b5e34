package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.diabolo.job.Secrets;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.store.Json;

/**
 * How a command ends: by one line of JSON on standard output, whatever has become of it, which also
 * lies in its run as {@code result.json}, where a scheduler finds it that sees no output.
 */
final class Ending {
  private final long began = System.nanoTime();
  private final AtomicBoolean told = new AtomicBoolean();
  private String command;
  private String job;
  private String runId;
  private RunDirectory run;
  private Map<String, ?> known = Map.of();

  /**
   * @param command as the user calls it; null where none was named
   */
  Ending(String command) {
    this.command = command;
  }

  /**
   * @param name of the command
   * @param id of the run that the user names; null where none is named
   */
  void begins(String name, String id) {
    command = name;
    runId = runId == null ? id : runId;
  }

  void job(String name) {
    job = name;
  }

  /** What an earlier command has left would be taken for this one's. */
  void run(RunDirectory directory) {
    run = directory;
    runId = directory.id();
    run.forgetResult();
  }

  /**
   * @param facts that hold also where the command fails from now on
   */
  void known(Map<String, ?> facts) {
    known = facts;
  }

  /**
   * @param facts of the command's own
   */
  void done(Map<String, ?> facts) {
    tell(Kind.DONE, Kind.DONE.exit(), "done", facts);
  }

  void failed(Failure failure) {
    tell(
        failure.kind(),
        failure.kind().exit(),
        Secrets.redacted(failure.message()),
        failure.facts().isEmpty() ? known : failure.facts());
  }

  /**
   * By a signal, after which the same command goes on.
   *
   * @param exit the code that tells of it
   */
  void stopped(int exit, String message) {
    tell(Kind.TEMPORARY, exit, message, known);
  }

  private void tell(Kind kind, int exit, String message, Map<String, ?> facts) {
    if (told.getAndSet(true)) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("command", command);
    line.put("job", job);
    line.put("run_id", runId);
    if (run != null) {
      line.put("run", run.folder().toString());
    }
    line.put("exit", exit);
    line.put("kind", kind.toString());
    line.put("retry", kind.retry());
    line.put("message", message);
    line.putAll(facts);
    line.put("seconds", Math.round((System.nanoTime() - began) / 1e6) / 1e3);
    String json = Json.line(line);
    // At a signal there is little time, so it is told first; else what the writing complains of
    // stands before the last line.
    boolean bySignal = exit != kind.exit();
    if (bySignal) {
      System.out.println(json);
    }
    if (run != null) {
      run.writeResult(json + "\n");
      run.letGo();
    }
    if (!bySignal) {
      System.out.println(json);
    }
  }
}
