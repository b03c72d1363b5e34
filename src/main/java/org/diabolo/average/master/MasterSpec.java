package org.diabolo.average.master;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import org.diabolo.batch.RowOrder;
import org.diabolo.job.AveragingSpec;
import org.diabolo.job.BatchSpec;
import org.diabolo.job.CheckpointSpec;
import org.diabolo.job.OptimizerSpec;
import org.diabolo.job.OptimizerSpec.Optimizer;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.StoppingSpec;
import org.diabolo.job.TrainSpec;
import org.diabolo.job.TrainSpec.Engine;
import org.diabolo.store.Json;

/**
 * All that can be set of a training master.
 *
 * @param batch examples a local step
 * @param averaging of the replicas
 * @param engine that takes the local steps
 * @param order in which replicas see their rows
 * @param seed of that order and of dropout
 */
record MasterSpec(int batch, AveragingSpec averaging, Engine engine, RowOrder order, long seed) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** One epoch at a rate that does not change; the networks' own schedules are in the networks. */
  TrainSpec epoch(double rate) {
    return new TrainSpec(
        1,
        BatchSpec.examples(batch),
        OptimizerSpec.constant(Optimizer.SGD, rate),
        averaging,
        StoppingSpec.DEFAULT,
        CheckpointSpec.DEFAULT,
        RegularizationSpec.NONE,
        1,
        engine,
        seed);
  }

  String toJson() {
    return Json.line(this);
  }

  static MasterSpec fromJson(String json) {
    return Json.read(json, MasterSpec.class);
  }

  String toYaml() {
    try {
      return YAML.writeValueAsString(Json.tree(this));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MasterSpec fromYaml(String yaml) {
    try {
      return fromJson(YAML.readValue(yaml, JsonNode.class).toString());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
