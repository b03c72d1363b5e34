package org.diabolo.batch;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the batches of a network are filled.
 *
 * @param inputs one for each of the network's inputs, in its order
 * @param labels one for each of the network's outputs, in its order
 */
public record Feeds(List<Feed> inputs, List<Feed> labels) implements Serializable {

  /** Vectors in and out. */
  public static final Feeds FLAT =
      new Feeds(List.of(Feed.flat(Feed.Side.SOURCE)), List.of(Feed.flat(Feed.Side.TARGET)));

  /**
   * @param code numbers in a code
   * @return the same of a network with one output more, which is compared with the rows' anchors
   */
  public Feeds anchored(int code) {
    return new Feeds(inputs, Stream.concat(labels.stream(), Stream.of(Feed.anchor(code))).toList());
  }
}
