package org.diabolo.engine.fused.layer;

import org.diabolo.batch.Values;
import org.diabolo.engine.fused.plan.Loss;
import org.diabolo.engine.fused.plan.Pass;
import org.diabolo.engine.fused.plan.Signal;

/** A loss of each pixel's channels, of labels that are images with their channels first. */
public final class PixelLoss implements Loss {
  private final PixelsOutermost order;
  private final Loss loss;
  private final Signal out;
  private float[] reordered = {};
  private float[] mask = {};
  private Values labels = Values.flat(reordered);

  /**
   * @param order from images to the pixels that the loss is of
   * @param loss of a vector of channels for each pixel
   * @param out the activations as images
   */
  public PixelLoss(PixelsOutermost order, Loss loss, Signal out) {
    this.order = order;
    this.loss = loss;
    this.out = out;
  }

  @Override
  public void forward(Pass pass) {
    order.forward(pass);
    loss.forward(pass);
    out.like(pass, order.image());
    order.restore(pass, order.pixels().values(), out.values());
  }

  @Override
  public double score(Pass pass, Values wanted) {
    int channels = order.pixels().size();
    int plane = order.image().size() / channels;
    reordered = Signal.room(reordered, pass.rows() * plane * channels);
    float[] from = wanted.data();
    for (int row = 0, to = 0; row < pass.rows(); row++) {
      for (int pixel = 0; pixel < plane; pixel++) {
        for (int c = 0; c < channels; c++, to++) {
          reordered[to] = from[(row * channels + c) * plane + pixel];
        }
      }
    }
    float[] present = mask(pass, wanted, plane);
    if (labels.data() != reordered || labels.mask() != present || labels.length() != plane) {
      labels = new Values(reordered, plane, present);
    }
    return loss.score(pass, labels);
  }

  /** A row's mask is that of all its pixels. */
  private float[] mask(Pass pass, Values wanted, int plane) {
    if (wanted.mask() == null) {
      return null;
    }
    mask = Signal.room(mask, pass.rows() * plane);
    for (int i = 0; i < pass.rows() * plane; i++) {
      mask[i] = wanted.mask()[i / plane];
    }
    return mask;
  }

  @Override
  public void backward(Pass pass) {
    loss.backward(pass);
    order.backward(pass);
  }
}
