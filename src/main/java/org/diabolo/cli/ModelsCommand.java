package org.diabolo.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.cli.Screen.Style;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.retrain.ByHand;
import org.diabolo.retrain.Decision;
import org.diabolo.retrain.ModelVersion;
import org.diabolo.retrain.Pruning;
import org.diabolo.retrain.Registry;
import org.diabolo.submit.ClientMode;
import org.diabolo.submit.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models}: Spark is not opened, unless a rollback leaves rows to encode. */
@Command(
    name = "models",
    customSynopsis = {
      "diabolo models JOB.yaml [list] [--json]",
      "diabolo models JOB.yaml show VERSION",
      "diabolo models JOB.yaml compare VERSION VERSION",
      "diabolo models JOB.yaml adopt VERSION --reason TEXT",
      "diabolo models JOB.yaml promote VERSION --reason TEXT",
      "diabolo models JOB.yaml rollback [VERSION] --reason TEXT",
      "diabolo models JOB.yaml prune [--keep N] [--days N] [--delete]",
      ""
    },
    description = {
      "Lists the models of a job, tells which is the champion, and chooses another. A version is a"
          + " run id.",
      "  list      all versions, and what was decided about them",
      "  show      one version",
      "  compare   the figures of two, side by side",
      "  adopt     makes a run of old the first champion",
      "  promote   makes a version the champion",
      "  rollback  makes a former champion the champion again: the one before, or VERSION; it",
      "            then encodes rows that have no code by it",
      "  prune     tells what can go, and with --delete removes it",
      ""
    })
final class ModelsCommand implements Runnable, Preflight {

  /** What it can do, how many versions each takes, and whether it decides anything. */
  private enum Action {
    LIST(0, 0, false),
    SHOW(1, 1, false),
    COMPARE(2, 2, false),
    ADOPT(1, 1, true),
    PROMOTE(1, 1, true),
    ROLLBACK(0, 1, true),
    PRUNE(0, 0, false);

    private final int least;
    private final int most;
    private final boolean decides;

    Action(int least, int most, boolean decides) {
      this.least = least;
      this.most = most;
      this.decides = decides;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Mixin private JobOptions job;

  @Parameters(
      index = "1..*",
      paramLabel = "ACTION",
      description = "What is to be done, and the versions that it is about (default: list).")
  private List<String> words = List.of();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
  private String reason;

  @Option(names = "--json", description = "Only the last line, which has it all, and no table.")
  private boolean json;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "With prune: how many of the newest versions stay (default: 5).")
  private String keep;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "With prune: what a decision not older than that names stays (default: 30).")
  private String days;

  @Option(names = "--delete", description = "With prune: removes what would only be told.")
  private boolean delete;

  @Override
  public void requireConsistent() {
    ClientMode.require("models", "it reads what runs tell, and decides");
    Action action = action();
    int versions = versions().size();
    if (versions < action.least || versions > action.most) {
      throw new InvalidJobException(
          "models "
              + String.join(" ", words)
              + ": found "
              + Closing.counted(versions, "version")
              + ", allowed: "
              + (action.least == action.most ? action.most : action.least + " or " + action.most));
    }
    versions().forEach(version -> RunDirectory.valid(action.label(), version));
    if (job.runId() != null) {
      throw new InvalidJobException(
          "--run-id " + job.runId() + ": models takes versions as arguments: show VERSION");
    }
    boolean told = reason != null && !reason.isBlank();
    if (action.decides && !told) {
      throw new InvalidJobException(
          "models " + action.label() + ": needs --reason TEXT, for who reads the journal later");
    }
    requirePruning(action, "--keep", keep);
    requirePruning(action, "--days", days);
    if (delete && action != Action.PRUNE) {
      throw new InvalidJobException("--delete: allowed with: prune");
    }
    if (!action.decides && reason != null) {
      throw new InvalidJobException(
          "--reason " + reason + ": allowed with: adopt, promote, rollback");
    }
  }

  private static void requirePruning(Action action, String option, String number) {
    if (number != null && (!number.matches("[0-9]{1,6}") || action != Action.PRUNE)) {
      throw new InvalidJobException(
          option + " " + number + ": allowed with prune, a whole number from 0 to 999999");
    }
  }

  private Action action() {
    if (words.isEmpty()) {
      return Action.LIST;
    }
    for (Action each : Action.values()) {
      if (each.label().equals(words.get(0))) {
        return each;
      }
    }
    throw new InvalidJobException(
        "models: found "
            + words.get(0)
            + ", allowed: list, show, compare, adopt, promote, rollback, prune");
  }

  private List<String> versions() {
    return words.isEmpty() ? words : words.subList(1, words.size());
  }

  @Override
  public List<Place> named(JobSpec spec) {
    return !words.isEmpty()
            && words.get(0).equals(Action.ROLLBACK.label())
            && spec.retraining().encodeNew()
        ? Place.encoded(spec)
        : List.of();
  }

  @Override
  public void run() {
    job.look(
        "models",
        this,
        (hadoop, workspace, spec) -> {
          Registry registry = Registry.of(workspace, spec, hadoop);
          return switch (action()) {
            case LIST -> list(registry, workspace, spec, hadoop);
            case SHOW -> show(registry, workspace, spec, hadoop);
            case COMPARE -> compare(registry);
            case PRUNE -> prune(registry, workspace, hadoop);
            case ADOPT -> decided(registry, hand -> hand.adopt(versions().get(0), reason));
            case PROMOTE -> decided(registry, hand -> hand.promote(versions().get(0), reason));
            case ROLLBACK -> rollback(registry);
          };
        });
  }

  private Map<String, Object> list(
      Registry registry, String workspace, JobSpec spec, Configuration hadoop) {
    List<ModelVersion> all = ModelVersion.all(registry, workspace, hadoop, Instant.now());
    if (!json) {
      new ModelsTable(all).say(Screen.current(), spec.name(), workspace);
    }
    Map<String, Object> facts = ChampionFacts.of(registry);
    facts.put("versions", all);
    return facts;
  }

  private Map<String, Object> show(
      Registry registry, String workspace, JobSpec spec, Configuration hadoop) {
    String version = versions().get(0);
    ModelVersion found =
        ModelVersion.all(registry, workspace, hadoop, Instant.now()).stream()
            .filter(each -> each.version().equals(version))
            .findFirst()
            .map(each -> each.examined(registry))
            .orElseThrow(
                () ->
                    new InvalidJobException(
                        "show "
                            + version
                            + ": no such version of "
                            + spec.name()
                            + " in "
                            + workspace));
    if (!json) {
      ModelsTable.details(Screen.current(), found);
    }
    Map<String, Object> facts = ChampionFacts.of(registry);
    facts.put("version", found);
    return facts;
  }

  private Map<String, Object> compare(Registry registry) {
    Figures figures = Figures.of(registry.job(), versions());
    if (!json) {
      figures.say(Screen.current());
    }
    Map<String, Object> facts = ChampionFacts.of(registry);
    facts.put("figures", figures.byVersion());
    return facts;
  }

  private Map<String, Object> prune(Registry registry, String workspace, Configuration hadoop) {
    Instant now = Instant.now();
    Pruning pruning =
        new Pruning(
            ModelVersion.all(registry, workspace, hadoop, now),
            keep == null ? 5 : Integer.parseInt(keep),
            Duration.ofDays(days == null ? 30 : Integer.parseInt(days)),
            now);
    Screen screen = Screen.current();
    List<Pruning.Old> removed = new ArrayList<>();
    Map<String, String> left = new LinkedHashMap<>();
    for (Pruning.Old old : pruning.old(registry)) {
      Optional<String> why = delete ? pruning.remove(registry, old.version()) : Optional.empty();
      if (why.isPresent()) {
        left.put(old.version(), why.get());
        screen.say("left " + old.version() + ": " + why.get(), Style.STOPPED);
      } else {
        removed.add(old);
        screen.say(
            String.format(
                Locale.ROOT,
                "%s %s: %,d bytes in %s",
                delete ? "removed" : "would remove",
                old.version(),
                old.total(),
                String.join(", ", old.bytes().keySet())));
      }
    }
    long total = removed.stream().mapToLong(Pruning.Old::total).sum();
    screen.say(
        String.format(
            Locale.ROOT,
            "%s, %,d bytes%s",
            Closing.counted(removed.size(), "version"),
            total,
            delete || removed.isEmpty() ? "" : "; --delete removes them"),
        Style.STRONG);
    Map<String, Object> facts = ChampionFacts.of(registry);
    facts.put("removed", delete ? removed : List.of());
    facts.put("would_remove", delete ? List.of() : removed);
    facts.put("left", left);
    facts.put("bytes", total);
    return facts;
  }

  private Map<String, Object> decided(Registry registry, Function<ByHand, ByHand.Outcome> hand) {
    return facts(said(hand.apply(new ByHand(registry))));
  }

  private Map<String, Object> rollback(Registry registry) {
    EncodingAfter after = EncodingAfter.of(registry, job);
    ByHand hand = new ByHand(registry);
    ByHand.Outcome outcome =
        versions().isEmpty() ? hand.rollback(reason) : hand.rollback(versions().get(0), reason);
    outcome.decision().ifPresent(decision -> after.decided(job.ending(), decision));
    said(outcome);
    Map<String, Object> encoded = after.encode(this, outcome.registry());
    // Afterwards, as there may be codes now that there were not.
    Map<String, Object> facts = facts(outcome);
    facts.putAll(encoded);
    return facts;
  }

  private static ByHand.Outcome said(ByHand.Outcome outcome) {
    Screen screen = Screen.current();
    outcome.warnings().forEach(warning -> screen.say(warning, Style.STOPPED));
    Decision champion = outcome.registry().champion().orElseThrow();
    screen.say(
        champion.version()
            + " is the champion"
            + (outcome.decision().isEmpty() ? " already" : "")
            + " ("
            + champion
            + (champion.previous() == null ? "" : "; before: " + champion.previous())
            + ")",
        Style.GOOD);
    return outcome;
  }

  private static Map<String, Object> facts(ByHand.Outcome outcome) {
    Map<String, Object> facts = ChampionFacts.of(outcome.registry());
    facts.put("decided", outcome.decision().orElse(null));
    facts.put("warnings", outcome.warnings());
    return facts;
  }
}
