package org.diabolo.network;

import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.diabolo.field.ImageField;
import org.diabolo.field.NumberField;

/** What convolutions take a row for. */
record ImageShape(int channels, int height, int width) {

  /** An image as it is, a vector as a line. */
  static ImageShape of(NumberField field) {
    return field instanceof ImageField image
        ? new ImageShape(image.channels(), image.height(), image.width())
        : new ImageShape(1, 1, field.size());
  }

  int size() {
    return channels * height * width;
  }

  FeedForwardToCnnPreProcessor fromVector() {
    return new FeedForwardToCnnPreProcessor(height, width, channels);
  }

  CnnToFeedForwardPreProcessor toVector() {
    return new CnnToFeedForwardPreProcessor(height, width, channels);
  }
}
