package org.diabolo.engine.kind;

import java.util.Set;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.diabolo.engine.fused.layer.Dropout;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/** What DL4J's layers do with the dropout of their configuration: drop numbers of their input. */
final class Dropouts {
  /** Not Deconvolution2D, of whose deltas DL4J's backward pass drops nothing. */
  private static final Set<Class<?>> DROPPING =
      Set.of(
          DenseLayer.class,
          DropoutLayer.class,
          OutputLayer.class,
          RnnOutputLayer.class,
          LSTM.class,
          ConvolutionLayer.class,
          Convolution2D.class,
          Upsampling2D.class);

  /** Layers to which a network's dropout is given too, but which take no notice of it. */
  private static final Set<Class<?>> IGNORING =
      Set.of(
          ActivationLayer.class,
          LossLayer.class,
          RnnLossLayer.class,
          BatchNormalization.class,
          SubsamplingLayer.class,
          Pooling2D.class,
          CnnLossLayer.class,
          GlobalPoolingLayer.class,
          // The layer inside has a dropout of its own.
          Bidirectional.class,
          LastTimeStep.class);

  private Dropouts() {}

  /** What a layer reads of a signal, once it has dropped of it what it drops. */
  static Signal before(Layer layer, Signal in, Build build) throws UncoveredException {
    IDropout dropout = layer.getIDropout();
    if (dropout == null || IGNORING.contains(layer.getClass())) {
      return in;
    }
    build.require(
        DROPPING.contains(layer.getClass())
            && dropout instanceof org.deeplearning4j.nn.conf.dropout.Dropout plain
            && plain.getPSchedule() == null,
        "dropout by " + dropout.getClass().getSimpleName() + " or of a schedule");
    double keep = ((org.deeplearning4j.nn.conf.dropout.Dropout) dropout).getP();
    if (keep >= 1) {
      return in;
    }
    Signal out = build.signal(in.shape(), in);
    build.add(new Dropout(in, out, keep, build.draw()));
    return out;
  }
}
