package org.diabolo.engine.dl4j;

import org.diabolo.engine.Codec;
import org.diabolo.engine.Forward;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;

/** Opens a bundle's networks. */
public final class Dl4jCodec {
  private Dl4jCodec() {}

  /**
   * @param parts of a bundle
   * @return both networks
   */
  public static Codec open(Bundle.Parts parts) {
    return new Codec(forward(parts.encoder()), forward(parts.decoder()));
  }

  /**
   * @param network in DL4J's zip format
   * @return the network
   */
  public static Forward forward(byte[] network) {
    return new Dl4jForward(NetworkFile.read(network));
  }
}
