package org.diabolo.testing;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.diabolo.field.VectorField;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.network.Networks;
import org.diabolo.store.Json;

/** Models of vectors, with the parameters that training would begin from. */
public final class Untrained {
  private Untrained() {}

  /** Of {@link Tables}. */
  public static Bundle of(JobSpec spec) {
    return of(spec, Tables.SIZE);
  }

  /**
   * @param size of the vectors
   */
  public static Bundle of(JobSpec spec, int size) {
    VectorField field = VectorField.unscaled(size);
    Networks networks = new Networks(spec, field, field);
    ComputationGraph whole = new ComputationGraph(networks.joint());
    whole.init();
    float[] parameters = whole.params().toFloatVector();
    return new Bundle(
        new Bundle.Card(
            Bundle.FORMAT,
            "test/one",
            field,
            null,
            2,
            networks.feeds(),
            Json.tree(Map.of("job", spec))),
        NetworkFile.write(networks.part(parameters, networks.encoder())),
        NetworkFile.write(networks.part(parameters, networks.decoder())));
  }
}
