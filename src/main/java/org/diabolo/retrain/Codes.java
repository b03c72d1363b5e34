package org.diabolo.retrain;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.codes.KeptCodes;
import org.diabolo.codes.ModelCodes;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.store.Folder;

/**
 * The model in use and its codes: the pair that the journal names, whole, as it was when it was
 * asked for. Who asks again after a promotion gets the next pair, and never a mixture.
 *
 * @param champion the decision by which the model is in use
 * @param all codes of that model: those that are kept up with the rows where there are any, else
 *     what its run has encoded
 */
public record Codes(Decision champion, ModelCodes all) {

  /**
   * @param workspace folder of all jobs
   * @param job name of the job
   * @param spark to find the workspace with
   * @return what is in use now
   * @throws InvalidJobException when the job has no champion, or that has no codes
   * @throws BadDataException when journal or codes are damaged, with the file's name
   */
  public static Codes current(String workspace, String job, SparkSession spark) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Registry registry = Registry.ofJob(workspace, job, hadoop);
    Decision champion =
        registry
            .champion()
            .orElseThrow(
                () ->
                    new InvalidJobException(
                        registry.job()
                            + ": no model of this job is the champion; make one it: diabolo models"
                            + " JOB adopt VERSION --reason TEXT"));
    return find(registry)
        .orElseThrow(
            () ->
                new InvalidJobException(
                    registry.job()
                        + ": the champion, "
                        + champion.version()
                        + ", has no codes; write them with: diabolo encode --new"));
  }

  /**
   * Makes the codes in use a temporary view of the session, over one of its name.
   *
   * @param spark whose session gets it
   * @param workspace folder of all jobs
   * @param job name of the job
   * @param view its name
   * @throws InvalidJobException when the job has no champion, or that has no codes
   * @throws BadDataException when journal or codes are damaged, with the file's name
   */
  public static void createView(SparkSession spark, String workspace, String job, String view) {
    current(workspace, job, spark).all.createView(spark, view);
  }

  /**
   * @param registry as it was read
   * @return the champion's; nothing where there is no champion, or it has no codes
   * @throws BadDataException when a list of the codes is damaged, with its name
   */
  public static Optional<Codes> find(Registry registry) {
    return registry
        .champion()
        .flatMap(champion -> of(registry.job(), champion).map(all -> new Codes(champion, all)));
  }

  private static Optional<ModelCodes> of(Folder job, Decision champion) {
    return ModelCodes.find(KeptCodes.place(job, champion.version()))
        .or(
            () ->
                Optional.ofNullable(champion.codes()).map(codes -> ModelCodes.at(at(job, codes))));
  }

  /** The folder that a decision names. */
  static Folder at(Folder job, String codes) {
    Folder place = job;
    for (String step : codes.split("/")) {
      place = place.folder(step);
    }
    return place;
  }

  /**
   * @return the run id of the model
   */
  public String version() {
    return champion.version();
  }

  /**
   * @return the code space of the model: codes of an older champion that have it too can be
   *     compared with these, to the degree that {@code gate.json} tells
   */
  public String codeSpace() {
    return all.codeSpace();
  }

  /**
   * @param spark to read with
   * @return each key once: see {@link ModelCodes#rows}
   */
  public Dataset<Row> rows(SparkSession spark) {
    return all.rows(spark);
  }
}
