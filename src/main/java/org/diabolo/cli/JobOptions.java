package org.diabolo.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.diabolo.evaluate.Evaluation;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobCheck;
import org.diabolo.job.JobSpec;
import org.diabolo.job.JobText;
import org.diabolo.network.NetworkCheck;
import org.diabolo.network.guard.AllowedClasses;
import org.diabolo.pipeline.Pipeline;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.retrain.NewCodes;
import org.diabolo.retrain.Registry;
import org.diabolo.retrain.Retraining;
import org.diabolo.rows.files.Where;
import org.diabolo.store.Folder;
import org.diabolo.submit.JobSource;
import org.diabolo.submit.Masters;
import org.diabolo.submit.OpenSession;
import org.diabolo.submit.Overlaps;
import org.diabolo.submit.Paths;
import org.diabolo.submit.Place;
import org.diabolo.submit.PlaceProbe;
import org.diabolo.submit.ProcessEncoding;
import org.diabolo.submit.Sessions;
import org.diabolo.submit.SharedPlaces;
import org.diabolo.submit.TaskWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What every command on a job takes. */
@Command(
    footer = {
      "",
      "scripts/diabolo also takes spark-submit's options, at any place: --deploy-mode, --conf,"
          + " --properties-file, --supervise, --packages, --jars, --files, --driver-memory,"
          + " --driver-cores, --executor-memory, --executor-cores, --num-executors,"
          + " --total-executor-cores, --queue, --principal, --keytab, --proxy-user and so on.",
      "In cluster mode the exit code is spark-submit's: 0 done, 2 bad job file or arguments (found"
          + " before it is submitted), anything else failed, as the driver's log says."
    })
final class JobOptions implements HasEnding {
  /** The field that commands keep this in, by which picocli knows it. */
  static final String MIXIN = "job";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private static final String WORKSPACE = "runs";

  /** Of all commands on a job. */
  static final List<JobCheck> CHECKS = List.of(Evaluation.CHECK, Where.CHECK, Where.OF_ENCODED);

  @Parameters(
      index = "0",
      paramLabel = "JOB.yaml",
      description = "The job file: a path, a URI (hdfs:, s3a:, file:, ...), or a data: URI.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "path.to.key=value",
      description = "Overrides a key of the job file; may be given several times.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description =
          "What $${date} stands for in the job's data.input.path and data.where, and in encode's, as"
              + " 2026-11-30;"
              + " $${date-30d} is thirty days earlier.")
  private String date;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master (default: what spark-submit says, else local[*]).")
  private String master;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "Names the run; an unfinished one of this name goes on where it stopped.")
  private String runId;

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      defaultValue = WORKSPACE,
      description = "Where runs are kept (default: ${DEFAULT-VALUE}).")
  private String workspace;

  @Option(
      names = "--allow-class",
      paramLabel = "NAME",
      description =
          "A class beside DL4J's own that a bundle's networks or a graph of kind user may name, by"
              + " its full name; may be given several times. What it does runs on driver and"
              + " executors.")
  private List<String> allowed = new ArrayList<>();

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  private final Ending ending = new Ending(null);
  private Progress progress;
  private RunChoice runs;
  private LocalDate day;

  /** Something done with a Spark session. */
  interface Work {
    /**
     * @return what goes into the last line besides what every end tells
     */
    Map<String, ?> run(SparkSession spark, JobSpec spec);
  }

  /** A look at the workspace, without Spark. */
  interface Look {
    /**
     * @return what goes into the last line besides what every end tells
     */
    Map<String, ?> look(Configuration hadoop, String workspace, JobSpec spec);
  }

  /** The job file as it was given. */
  String file() {
    return file;
  }

  /** The user's, or null. */
  String runId() {
    return runId;
  }

  /** The job file's content. */
  JobText text() {
    return JobSource.read(file);
  }

  /**
   * The date that the job is for, or null.
   *
   * @param otherwise where the user names none
   */
  private LocalDate day(Complaints complaints, LocalDate otherwise) {
    if (date == null) {
      return otherwise;
    }
    try {
      return LocalDate.parse(date);
    } catch (DateTimeParseException e) {
      complaints.hear(
          () -> {
            throw new InvalidJobException("--date " + date + ": allowed: a date, as 2026-11-30");
          });
      return LocalDate.EPOCH;
    }
  }

  /**
   * Checks a command without doing it; of the job only what is {@linkplain JobSource#byHadoop read
   * without} Spark's settings.
   *
   * @throws org.diabolo.job.InvalidJobException when it has mistakes
   */
  void check(Preflight command) {
    Complaints complaints = new Complaints();
    arguments(command, complaints);
    day = day(complaints, command.dateOtherwise());
    JobSpec spec = JobSource.byHadoop(file) ? null : job(complaints, CHECKS);
    master(complaints, places(command, spec), hadoop());
    complaints.throwIfAny();
  }

  private void arguments(Preflight command, Complaints complaints) {
    complaints.hear(command::requireConsistent);
    complaints.hear(() -> AllowedClasses.set(allowed));
    if (runId != null) {
      complaints.hear(() -> RunDirectory.valid(RunDirectory.OPTION, runId));
    }
  }

  /** Where its executors are decides which places they see. */
  private void master(Complaints complaints, List<Place> places, Configuration hadoop) {
    if (complaints.hear(() -> Masters.require(master))) {
      complaints.hear(() -> SharedPlaces.require(places, master, hadoop));
    }
  }

  /** Null when it has mistakes. */
  private JobSpec job(Complaints complaints, List<JobCheck> checks) {
    return complaints.hear(() -> read(day, checks));
  }

  /**
   * All that can be told before Spark is opened is told at once.
   *
   * @param otherwise the date that the job is for where the user names none
   */
  private JobSpec checked(Preflight command, LocalDate otherwise) {
    Configuration hadoop = hadoop();
    Complaints complaints = new Complaints();
    day = day(complaints, otherwise);
    arguments(command, complaints);
    List<JobCheck> checks = new ArrayList<>(CHECKS);
    if (command.beginsRuns()) {
      checks.addAll(NetworkCheck.of(hadoop, spec -> mayDoWithoutGraphs(spec, hadoop)));
    }
    JobSpec spec = job(complaints, checks);
    List<Place> places = places(command, spec);
    complaints.hear(() -> Paths.require(places, hadoop));
    if (command.beginsRuns()) {
      complaints.hear(() -> Paths.requireWritable(workspace(), hadoop));
    }
    master(complaints, places, hadoop);
    complaints.hear(() -> ProcessEncoding.require(places, hadoop));
    complaints.throwIfAny();
    Masters.requireScheduler(master);
    return spec;
  }

  private Configuration hadoop() {
    SparkSession given = given();
    return given == null
        ? SparkHadoopUtil.get().newConfiguration(new SparkConf())
        : given.sparkContext().hadoopConfiguration();
  }

  /**
   * Checks, reads the job, looks, and tells how it ended; Spark is not opened.
   *
   * @param name of the command
   */
  void look(String name, Preflight command, Look work) {
    ending.begins(name, runId);
    // Of all dates.
    JobSpec spec = checked(command, LocalDate.EPOCH);
    ending.job(spec.name());
    ending.done(work.look(hadoop(), workspace, spec));
  }

  /**
   * Checks, reads the job, opens Spark, works, and tells how it ended.
   *
   * @param name of the command
   */
  void execute(String name, Preflight command, Work work) {
    ending.begins(name, runId);
    JobSpec spec = checked(command, command.dateOtherwise());
    ending.job(spec.name());
    List<Place> places = places(command, spec);
    try (Progress started = new Progress(Screen.current(), "starting Spark")) {
      progress = started;
      Map<String, ?> facts = facts(name, spec, places, work);
      progress.close();
      new Closing(name, spec, chosen(), facts)
          .say(Screen.current(), Typed.current(), repeated(), progress.took());
      ending.done(facts);
    }
  }

  /**
   * Opens Spark after a {@link #look}, and works.
   *
   * @param name of the command
   * @param spec as of {@link #on}
   */
  Map<String, ?> afterwards(String name, Preflight command, JobSpec spec, Work work) {
    try (Progress started = new Progress(Screen.current(), "starting Spark")) {
      progress = started;
      return facts(name, spec, places(command, spec), work);
    }
  }

  /** The job for a date. */
  JobSpec on(LocalDate date) {
    return read(date, CHECKS);
  }

  private JobSpec read(LocalDate date, List<JobCheck> checks) {
    return read(text().on(date), overrides, checks);
  }

  /**
   * @param overrides {@code path.to.key=value} for each key that is another
   */
  static JobSpec read(JobText text, List<String> overrides, List<JobCheck> checks) {
    return JobSpec.read(text, overrides, checks.toArray(JobCheck[]::new));
  }

  private Map<String, ?> facts(String name, JobSpec spec, List<Place> places, Work work) {
    SparkSession given = given();
    try (OpenSession open =
        given == null
            ? OpenSession.own(Sessions.open("diabolo " + name + " " + spec.name(), master, spec))
            : OpenSession.within(given)) {
      SparkSession spark = open.spark();
      TaskWatch watch = open.watch();
      progress.follow(spark.sparkContext());
      try {
        progress.between("checking paths and files");
        Overlaps.require(places, spark.sparkContext().hadoopConfiguration());
        PlaceProbe.require(spark, SharedPlaces.promised(places, spark.sparkContext().master()));
        Map<String, ?> facts = work.run(spark, spec);
        progress.between("ending");
        return facts;
      } catch (Exception e) {
        RuntimeException explained = watch.explained(e);
        throw chosen() == null ? explained : chosen().explained(explained);
      }
    }
  }

  /** The session of a program that runs commands; null on a command line. */
  private SparkSession given() {
    return ((GivenSession) command.root().userObject()).given();
  }

  /** How the command ends. */
  Ending ending() {
    return ending;
  }

  @Override
  public Ending ending(String name) {
    ending.begins(name, runId);
    return ending;
  }

  /** A run that goes on may have been trained, after which the job's configurations may go. */
  private boolean mayDoWithoutGraphs(JobSpec spec, Configuration hadoop) {
    return runId != null
        && JobSpec.namesFolder(runId)
        && Paths.isPath(workspace)
        && !Place.graphs(spec).isEmpty()
        && Folder.of(workspace, hadoop).folder(spec.name()).folder(runId).exists();
  }

  private List<Place> workspace() {
    return List.of(Place.written("--workspace", workspace));
  }

  /**
   * @param spec the job; null where it cannot be read
   */
  private List<Place> places(Preflight command, JobSpec spec) {
    List<Place> places = new ArrayList<>(workspace());
    places.addAll(command.given());
    if (spec != null) {
      places.addAll(command.named(spec));
    }
    return places;
  }

  /** The date that the job is for; null where it needs none. */
  LocalDate date() {
    return day;
  }

  /** Whether the user has named the date. */
  boolean isDated() {
    return date != null;
  }

  /** Which run is worked with. */
  RunChoice runs() {
    if (runs == null) {
      runs = new RunChoice(workspace, runId, date == null ? null : day, ending);
    }
    return runs;
  }

  /** Null where none was chosen. */
  private RunDirectory chosen() {
    return runs == null ? null : runs.chosen();
  }

  /** What a later command on the same job needs too. */
  List<String> repeated() {
    List<String> words = new ArrayList<>(List.of(file));
    if (!workspace.equals(WORKSPACE)) {
      words.addAll(List.of("--workspace", workspace));
    }
    overrides.forEach(override -> words.addAll(List.of("--set", override)));
    if (date != null) {
      words.addAll(List.of("--date", date));
    }
    allowed.forEach(one -> words.addAll(List.of("--allow-class", one)));
    if (master != null) {
      words.addAll(List.of("--master", master));
    }
    return words;
  }

  /** A retraining in the run, of which people are told. */
  Retraining retraining(SparkSession spark, JobSpec spec, RunDirectory directory) {
    return new Retraining(
        spark,
        Applications.of(spark),
        spec,
        directory,
        () -> registry(spark, spec),
        progress,
        kept -> pipeline(spark, kept, directory));
  }

  private Registry registry(SparkSession spark, JobSpec spec) {
    return Registry.of(workspace, spec, spark.sparkContext().hadoopConfiguration());
  }

  /** What the champion encodes, of which people are told. */
  NewCodes newCodes(SparkSession spark, JobSpec spec) {
    return new NewCodes(spark, Applications.of(spark), spec, progress);
  }

  /** Tells people of a command that is a stage of its own. */
  void begins(String stage) {
    progress.stageBegins(stage);
  }

  /** The stages of a run, of which people are told. A version of the journal stays what it is. */
  Pipeline pipeline(SparkSession spark, JobSpec spec, RunDirectory run) {
    return new Pipeline(spark, spec, run, progress)
        .keepingModel(() -> registry(spark, spec).keeps(run.id()));
  }
}
