package org.diabolo.average.master;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import org.diabolo.batch.RowOrder;
import org.diabolo.job.TrainSpec;
import org.diabolo.job.TrainSpec.AveragingSpec;
import org.diabolo.job.TrainSpec.Engine;
import org.diabolo.job.TrainSpec.Optimizer;
import org.diabolo.job.TrainSpec.OptimizerSpec;
import org.diabolo.job.TrainSpec.Schedule;
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
  private static final int NO_PATIENCE = 1;

  /** One epoch at a rate that does not change; the networks' own schedules are in the networks. */
  TrainSpec epoch(double rate) {
    OptimizerSpec optimizer = new OptimizerSpec(Optimizer.SGD, rate, Schedule.CONSTANT, 0, 1, 1);
    return new TrainSpec(1, batch, optimizer, averaging, NO_PATIENCE, engine, seed);
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
