package org.diabolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.diabolo.cli.Screen.Style;
import org.diabolo.drift.DriftReport;
import org.diabolo.job.JobSpec;
import org.diabolo.job.RnnSpec;
import org.diabolo.network.BundleStore;
import org.diabolo.pipeline.Headline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * What a command that is done has to say in plain words: what came out, where it is, and what can
 * be done next.
 *
 * @param command that is done
 * @param run that it worked on
 * @param facts that its last line of output tells
 */
record Closing(String command, JobSpec spec, RunDirectory run, Map<String, ?> facts) {

  /**
   * @param what it gives, in words
   * @param words of the command, after the program's name
   */
  private record Next(String what, List<String> words) {}

  void say(Screen screen, Typed typed, List<String> options, String took) {
    JsonNode told = Json.tree(facts);
    screen.say(
        "done in %s; run %s of %s lies in %s:"
            .formatted(took, run.id(), spec.name(), here(run.folder().toString())),
        Style.GOOD);
    outcomes(told).forEach(line -> screen.say("  " + line));
    Next next = next(told);
    if (next != null) {
      screen.say("next, " + next.what + ":");
      List<String> words = new ArrayList<>(next.words);
      words.addAll(1, options);
      screen.command(typed.words(words));
    }
  }

  private List<String> outcomes(JsonNode told) {
    if (command.equals("drift")) {
      return List.of(DriftReport.line(told));
    }
    List<String> lines = new ArrayList<>();
    JsonNode stages = told.path("stages");
    if (command.equals("prepare")) {
      lines.add("prepared/: " + rows(stages.path("prepare").path("rows")));
    }
    if (told.has("action")) {
      lines.addAll(decided(told));
    }
    if (command.equals("run") || command.equals("train")) {
      lines.add("bundle/: encoder.zip and decoder.zip, the trained networks");
    }
    String figures = Headline.of(told.path("metrics"));
    if (!figures.isEmpty()) {
      lines.add("metrics.json: " + figures);
    }
    if (told.has("codes")) {
      lines.add(kept(told));
    } else if (command.equals("run") || command.equals("encode")) {
      lines.add(written(told, "encodings", stages.path("encode"), "code") + ofNumbers(told));
    }
    if (command.equals("predict") || command.equals("run") && spec.predict() != null) {
      if (!told.has("texts")) {
        lines.add(written(told, "predictions", stages.path("predict"), "answer"));
      }
    }
    if (told.has("decoded")) {
      lines.add(written(told, "decoded", told, "row") + ", in their original units");
    }
    if (told.has("picture")) {
      lines.add(told.path("picture").asText() + ": a picture of some");
    }
    return lines;
  }

  /**
   * Reasons stand under the version that they were given for, which may not be the champion now.
   */
  private List<String> decided(JsonNode told) {
    String champion = told.path("champion").asText();
    boolean overtaken = told.path("decision").isInt() && !champion.equals(run.id());
    List<String> lines = new ArrayList<>();
    lines.add(
        overtaken
            ? run.id() + " was made the champion by decision " + told.path("decision").asInt()
            : champion
                + " is the champion"
                + (told.path("already").asBoolean() ? " (decided before)" : ""));
    told.path("reasons").forEach(reason -> lines.add("  " + reason.asText()));
    if (overtaken) {
      lines.add("the champion now is " + champion);
    }
    return lines;
  }

  private static String rows(JsonNode bySplit) {
    List<String> each = new ArrayList<>();
    bySplit
        .fields()
        .forEachRemaining(
            split -> each.add(number(split.getValue().asLong()) + " " + split.getKey()));
    return String.join(", ", each) + " rows";
  }

  /** Where, and how many. */
  private String written(JsonNode told, String name, JsonNode stage, String noun) {
    String place = told.path(name).asText(run.folder() + "/" + name);
    JsonNode counts = stage.has("rows") ? stage : told;
    long rejected = counts.path("rejected").asLong();
    String shown = place.equals(run.folder() + "/" + name) ? name + "/" : here(place);
    return shown
        + ": "
        + (rejected > 0
            ? counted(rejected, "row") + " could not be used (_rejects/ says why), "
            : "")
        + counted(counts.path("rows").asLong(), noun);
  }

  /** Codes that are kept as rows come and go. */
  private String kept(JsonNode told) {
    String encoded =
        told.has("encoded") ? ", " + number(told.path("encoded").asLong()) + " encoded now" : "";
    String unresolved =
        told.has("unresolved")
            ? "; "
                + number(told.path("unresolved").asLong())
                + " of newer sets, which readers of Diabolo put in their places (docs/codes.md)"
            : "";
    return written(told, "codes", told, "code") + ofNumbers(told) + encoded + unresolved;
  }

  /** As the model has it that gave the codes: the job may say otherwise by now. */
  private String ofNumbers(JsonNode told) {
    String version = told.path("champion").asText(run.id());
    Folder bundle = new RunDirectory(run.folder().parent().folder(version)).bundle();
    int code =
        bundle.has(BundleStore.CARD)
            ? Json.beginning(bundle.text(BundleStore.CARD)).path("code").asInt()
            : 0;
    return code == 0 ? "" : " of " + counted(code, "number");
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * @param noun of one of them
   * @return the number and the noun, with an s unless there is one
   */
  static String counted(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** As short as it can be typed from where we are. */
  static String here(String place) {
    String folder = Path.of("").toAbsolutePath() + "/";
    return place.startsWith(folder) ? place.substring(folder.length()) : place;
  }

  /** Null where there is nothing left to do. */
  private Next next(JsonNode told) {
    return switch (command) {
      case "prepare" -> then("to train on it", "train");
      case "train" -> then("to measure it", "evaluate");
      case "evaluate" -> then("to write the codes of all rows", "encode");
      case "run", "encode" -> afterCodes();
      case "decode", "predict", "drift", "retrain" -> null;
      default -> throw new IllegalStateException(command);
    };
  }

  private Next afterCodes() {
    if (facts.containsKey("rows")) {
      // Codes of other rows, which the user has told where to go.
      return null;
    }
    if (decodesCodesAlone()) {
      return then("to turn the codes back into rows", "decode");
    }
    return spec.predict() == null
        ? then("to write what the model answers to all rows", "predict")
        : then("to encode other rows", "encode", "--input", "PATH", "--output", "DIR");
  }

  private boolean decodesCodesAlone() {
    return !(spec.decoder().family() instanceof RnnSpec rnn)
        || rnn.attention() == RnnSpec.Attention.NONE;
  }

  private Next then(String what, String name, String... more) {
    List<String> words = new ArrayList<>(List.of(name, "--run-id", run.id()));
    words.addAll(List.of(more));
    return new Next(what, words);
  }
}
