package org.diabolo.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.retrain.Codes;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * What all see of a job that is trained again and again, on any store.
 *
 * @param read the pair of model and codes in use
 * @param journal its decisions, but for what is another whenever the same is decided
 * @param networks sums of a version's networks; none where it has no whole bundle
 */
public record JobState(Read read, List<ObjectNode> journal, Map<String, String> networks) {
  /**
   * What a consumer reads.
   *
   * @param version of all rows
   * @param rows in words, by their keys
   */
  public record Read(String version, TreeMap<String, String> rows) {}

  /**
   * @param workspace folder of all jobs
   * @param version whose networks are looked at
   */
  public static JobState of(SparkSession spark, String workspace, String job, String version) {
    Folder folder = Folder.of(workspace, spark.sparkContext().hadoopConfiguration()).folder(job);
    return new JobState(
        read(spark, workspace, job), journal(folder), networks(folder.folder(version)));
  }

  /**
   * @throws AssertionError when a key is there twice, or there are two versions
   */
  public static Read read(SparkSession spark, String workspace, String job) {
    Codes.createView(spark, workspace, job, "codes");
    TreeSet<String> versions = new TreeSet<>();
    TreeMap<String, String> rows = new TreeMap<>();
    for (Row row : spark.table("codes").collectAsList()) {
      versions.add(row.getAs("model_version"));
      if (rows.put(row.getAs("id"), row.toString()) != null) {
        throw new AssertionError(row.getAs("id") + " is there twice");
      }
    }
    if (versions.size() != 1) {
      throw new AssertionError("codes of " + versions);
    }
    return new Read(versions.first(), rows);
  }

  private static List<ObjectNode> journal(Folder job) {
    Folder journal = job.folder("_registry").folder("journal");
    List<ObjectNode> decisions = new ArrayList<>();
    for (String file :
        journal.fileNames().stream().filter(name -> !name.startsWith(".")).toList()) {
      ObjectNode decision = Json.read(journal.text(file), ObjectNode.class);
      decision.remove(List.of("time", "id", "crc32c_of_the_rest"));
      decisions.add(decision);
    }
    return decisions;
  }

  private static Map<String, String> networks(Folder run) {
    Map<String, String> sums = new TreeMap<>();
    Folder bundle = run.folder("bundle");
    if (!bundle.has("SHA256SUMS")) {
      return sums;
    }
    for (String line : bundle.text("SHA256SUMS").lines().toList()) {
      String[] words = line.split(" +", 2);
      String sum = DigestUtils.sha256Hex(bundle.bytes(words[1]));
      if (!sum.equals(words[0])) {
        throw new AssertionError(words[1] + " has another sum");
      }
      // The card tells how long it took.
      sums.put(words[1], words[1].endsWith(".zip") ? sum : "");
    }
    return sums;
  }
}
