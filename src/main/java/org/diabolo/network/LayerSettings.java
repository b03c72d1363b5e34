package org.diabolo.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.samediff.AbstractSameDiffLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.diabolo.job.RegularizationSpec;
import org.diabolo.job.TrainSpec;

/**
 * Puts what a job says of training on layers that come with settings of their own, which a graph's
 * global settings would leave as they are. The optimiser is always the job's; weight decay and
 * clipping are where the job asks for them. What regularisation a graph has globally DL4J adds to
 * the layers' own, so of that theirs is taken off.
 */
record LayerSettings(TrainSpec train) {

  void put(Layer layer) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      put(wrapper.getUnderlying());
    } else if (layer instanceof Bidirectional both) {
      put(both.getFwd());
      put(both.getBwd());
    } else if (layer instanceof BaseLayer base) {
      base.setIUpdater(Networks.updater(train.optimizer()));
      base.setBiasUpdater(null);
      if (decays()) {
        base.setRegularization(new ArrayList<>());
        base.setRegularizationBias(new ArrayList<>());
      }
      if (clips()) {
        base.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
        base.setGradientNormalizationThreshold(regularization().clip());
      }
    } else if (layer instanceof AbstractSameDiffLayer other) {
      other.setUpdater(Networks.updater(train.optimizer()));
      other.setBiasUpdater(null);
      if (decays()) {
        other.setRegularization(new ArrayList<>());
        other.setRegularizationBias(new ArrayList<>());
      }
      if (clips()) {
        other.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
        other.setGradientNormalizationThreshold(regularization().clip());
      }
    }
  }

  /** Not clipped, as no attention is, see {@link AttentionStep}. */
  void put(GraphVertex vertex) {
    if (vertex instanceof SameDiffVertex other) {
      other.setUpdater(Networks.updater(train.optimizer()));
      other.setBiasUpdater(null);
      if (decays()) {
        other.setRegularization(new ArrayList<>());
        other.setRegularizationBias(new ArrayList<>());
      }
    }
  }

  private RegularizationSpec regularization() {
    return train.regularization();
  }

  private boolean decays() {
    return regularization().weightDecay() > 0;
  }

  private boolean clips() {
    return regularization().clip() > 0;
  }

  /**
   * Takes off what DL4J 1.0.0-M2.1 puts on twice: its {@code LayerValidation} adds a graph's weight
   * decay to layers that have it already, so that they would decay at twice the rate asked for.
   */
  static void decayOnce(ComputationGraphConfiguration graph) {
    for (GraphVertex vertex : graph.getVertices().values()) {
      if (vertex instanceof LayerVertex its) {
        decayOnce(its.getLayerConf().getLayer());
      }
    }
  }

  private static void decayOnce(Layer layer) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      decayOnce(wrapper.getUnderlying());
    } else if (layer instanceof Bidirectional both) {
      decayOnce(both.getFwd());
      decayOnce(both.getBwd());
    } else if (layer instanceof BaseLayer base && base.getRegularization() != null) {
      base.setRegularization(new ArrayList<>(new LinkedHashSet<>(base.getRegularization())));
    }
  }
}
