package org.diabolo.network;

import org.diabolo.job.FamilySpec;
import org.diabolo.job.MlpSpec;

/** Which class builds which family: a new one is a line in each method. */
final class Families {
  private Families() {}

  static EncoderFamily encoder(FamilySpec spec) {
    return switch (spec.kind()) {
      case MLP -> new MlpEncoder((MlpSpec) spec);
      case CNN, RNN, USER -> throw new UnsupportedOperationException(spec.kind().name());
    };
  }

  static DecoderFamily decoder(FamilySpec spec) {
    return switch (spec.kind()) {
      case MLP -> new MlpDecoder((MlpSpec) spec);
      case CNN, RNN, USER -> throw new UnsupportedOperationException(spec.kind().name());
    };
  }
}
