package org.diabolo.retrain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.BadDataException;
import org.diabolo.job.JobSpec;
import org.diabolo.store.Folder;

/**
 * Which model of a job is used: what the journal says when it is read, and nothing else.
 *
 * @param job the folder of the job
 * @param journal that this was read from
 * @param decisions all of them, the first first
 */
public record Registry(Folder job, Journal journal, List<Decision> decisions) {
  /** The figure of a decision that tells the date of its rows. */
  static final String DATE = "date";

  /**
   * @param workspace folder of all jobs
   * @param spec the job
   * @return how it stands now; nothing was decided where there is no journal
   * @throws BadDataException when a decision is missing or damaged, naming its file
   */
  public static Registry of(String workspace, JobSpec spec, Configuration configuration) {
    Folder job = Folder.of(workspace, configuration).folder(spec.name());
    return read(job, Journal.of(job, spec));
  }

  /**
   * To be read only.
   *
   * @param workspace folder of all jobs
   * @param job name of the job
   * @return how it stands now; nothing was decided where there is no journal
   * @throws BadDataException when a decision is missing or damaged, naming its file
   */
  static Registry ofJob(String workspace, String job, Configuration configuration) {
    Folder folder = Folder.of(workspace, configuration).folder(job);
    return read(folder, Journal.of(folder));
  }

  static Registry read(Folder job, Journal journal) {
    Registry registry = new Registry(job, journal, List.of());
    for (Decision decision : journal.read()) {
      String champion = registry.champion().map(Decision::version).orElse(null);
      if (!Objects.equals(champion, decision.previous())) {
        throw new BadDataException(
            journal.place(decision.number())
                + ": says that the champion before was "
                + decision.previous()
                + ", but the decisions before say "
                + champion
                + "; put back the files that were there");
      }
      registry = registry.with(decision);
    }
    return registry;
  }

  /**
   * @return how it stands now
   * @throws BadDataException as {@link #of}
   */
  public Registry again() {
    return read(job, journal);
  }

  private Registry with(Decision decision) {
    List<Decision> all = new ArrayList<>(decisions);
    all.add(decision);
    return new Registry(job, journal, List.copyOf(all));
  }

  /**
   * @return the number of the newest decision; 0 for none
   */
  public int number() {
    return decisions.size();
  }

  /**
   * @return the decision by which the champion is the champion, with its codes
   */
  public Optional<Decision> champion() {
    return last(line());
  }

  /**
   * @return the decision by which the champion before the present one was it. Who was rolled back
   *     from is no longer in that line
   */
  public Optional<Decision> before() {
    List<Decision> line = line();
    return line.isEmpty() ? Optional.empty() : last(line.subList(0, line.size() - 1));
  }

  /**
   * @param version a run id
   * @return the newest decision about it
   */
  public Optional<Decision> about(String version) {
    return last(decisions.stream().filter(each -> each.version().equals(version)).toList());
  }

  /**
   * @param version a run id
   * @return the date that it was trained for, as the newest decision tells that knows it; of a run
   *     that is named by a date, that
   */
  Optional<String> dateOf(String version) {
    return last(decisions.stream()
            .filter(each -> each.version().equals(version) && date(each).isPresent())
            .toList())
        .flatMap(Registry::date)
        .or(() -> Optional.of(version).filter(id -> id.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")));
  }

  /**
   * @return the newest date that a decision was taken for, as {@code 2026-11-30}
   */
  public Optional<String> newestDate() {
    return decisions.stream().flatMap(each -> date(each).stream()).max(Comparator.naturalOrder());
  }

  private static Optional<String> date(Decision decision) {
    return Optional.ofNullable(decision.figures()).map(figures -> figures.path(DATE).asText(null));
  }

  /**
   * To be asked before long work that ends with a decision.
   *
   * @throws org.diabolo.job.InvalidJobException when the store cannot tell who was first, unless
   *     the job says {@code retrain.unguarded: true}
   */
  void requireGuarded() {
    journal.requireGuarded();
  }

  /**
   * @param version a run id
   * @return the newest decision by which it was the champion
   */
  public Optional<Decision> championship(String version) {
    return last(
        decisions.stream()
            .filter(each -> each.version().equals(version) && each.action().makesChampion())
            .toList());
  }

  /** Champions in their order, each with what it came by; a rollback takes off those after. */
  private List<Decision> line() {
    List<Decision> line = new ArrayList<>();
    for (Decision decision : decisions) {
      if (decision.action() == Action.ROLLBACK) {
        int at = line.size() - 1;
        while (at >= 0 && !line.get(at).version().equals(decision.version())) {
          at--;
        }
        if (at >= 0) {
          line.subList(at, line.size()).clear();
        }
      }
      if (decision.action().makesChampion()) {
        line.add(decision);
      }
    }
    return line;
  }

  private static Optional<Decision> last(List<Decision> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
  }

  /**
   * Takes a decision against this state of the registry, in one step.
   *
   * @param what is to be decided
   * @return how the registry stands then
   * @throws org.diabolo.job.NotOwnerException when somebody else has decided since
   * @throws org.diabolo.job.InvalidJobException when the store cannot tell who was first, unless
   *     the job says {@code retrain.unguarded: true}
   */
  public Registry commit(Proposal what) {
    return with(journal.write(what, champion().map(Decision::version).orElse(null), number()));
  }
}
