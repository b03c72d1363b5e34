package org.diabolo.retrain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.BadDataException;
import org.diabolo.job.JobSpec;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.store.Folder;

/**
 * Which model of a job is used: what the journal said when its files were listed, and nothing else.
 * They are read when they are needed, so what is missing or damaged of them is told by whatever
 * needs it: of the champion that is mostly the newest alone.
 *
 * @param job the folder of the job
 * @param journal that the decisions are in
 * @param decisions that there were
 */
public record Registry(Folder job, Journal journal, Decisions decisions) {
  /** The figure of a decision that tells the date of its rows. */
  static final String DATE = "date";

  /**
   * @param workspace folder of all jobs
   * @param spec the job
   * @param configuration Hadoop's
   * @return how it stands now; nothing was decided where there is no journal
   * @throws BadDataException when a decision is missing though a later one is there, with its file
   */
  public static Registry of(String workspace, JobSpec spec, Configuration configuration) {
    Folder job = Folder.of(workspace, configuration).folder(spec.name());
    return of(job, Journal.of(job, spec));
  }

  /**
   * To be read only.
   *
   * @param workspace folder of all jobs
   * @param job name of the job
   * @return how it stands now; nothing was decided where there is no journal
   * @throws BadDataException when a decision is missing though a later one is there, with its file
   */
  static Registry ofJob(String workspace, String job, Configuration configuration) {
    Folder folder = Folder.of(workspace, configuration).folder(job);
    return of(folder, Journal.of(folder));
  }

  private static Registry of(Folder job, Journal journal) {
    return new Registry(job, journal, journal.decisions());
  }

  /**
   * @return how it stands now
   * @throws BadDataException as {@link #of}
   */
  public Registry again() {
    return of(job, journal);
  }

  /**
   * @return the number of the newest decision; 0 for none
   */
  public int number() {
    return decisions.count();
  }

  /**
   * @return the decision by which the champion is the champion, with its codes
   * @throws BadDataException when it, or one after it, is damaged, with its file
   */
  public Optional<Decision> champion() {
    return decisions.newest(decision -> decision.action().makesChampion());
  }

  /**
   * @return the decision by which the champion before the present one was it. Who was rolled back
   *     from is no longer in that line
   */
  public Optional<Decision> before() {
    List<Decision> line = line();
    return line.size() < 2 ? Optional.empty() : Optional.of(line.get(line.size() - 2));
  }

  /**
   * @param version a run id
   * @return the folder of its run, whether it is there or not
   */
  public RunDirectory run(String version) {
    return new RunDirectory(job.folder(version));
  }

  /**
   * @param version a run id
   * @return the newest decision about it
   */
  public Optional<Decision> about(String version) {
    return decisions.newest(each -> each.version().equals(version));
  }

  /**
   * @param version a run id
   * @return that the journal names it, in words, so that its model stays what it is; nothing where
   *     it does not
   */
  public Optional<String> keeps(String version) {
    return about(version).map(decision -> "is a version that the journal names (" + decision + ")");
  }

  /**
   * @param version a run id
   * @return the date that it was trained for, as the newest decision tells that knows it; of a run
   *     that is named by a date, that
   */
  Optional<String> dateOf(String version) {
    return decisions
        .newest(each -> each.version().equals(version) && date(each).isPresent())
        .flatMap(Registry::date)
        .or(() -> Optional.of(version).filter(id -> id.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")));
  }

  /**
   * @return the newest date that a decision was taken for, as {@code 2026-11-30}
   */
  public Optional<String> newestDate() {
    return decisions.all().stream()
        .flatMap(each -> date(each).stream())
        .max(Comparator.naturalOrder());
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
    journal.files().requirePuts();
  }

  /**
   * @param version a run id
   * @return the newest decision by which it was the champion
   */
  public Optional<Decision> championship(String version) {
    return decisions.newest(
        each -> each.version().equals(version) && each.action().makesChampion());
  }

  /** Champions in their order, each with what it came by; a rollback takes off those after. */
  private List<Decision> line() {
    List<Decision> line = new ArrayList<>();
    for (Decision decision : decisions.all()) {
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
    String champion = champion().map(Decision::version).orElse(null);
    return new Registry(
        job, journal, decisions.with(journal.write(what, champion, decisions.count())));
  }
}
