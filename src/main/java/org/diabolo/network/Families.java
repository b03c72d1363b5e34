package org.diabolo.network;

import org.diabolo.job.CnnSpec;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.MlpSpec;
import org.diabolo.job.RnnSpec;

/** Which class builds which family: a new one is a line in each method. */
final class Families {
  private Families() {}

  static EncoderFamily encoder(FamilySpec spec) {
    return switch (spec.kind()) {
      case MLP -> new MlpEncoder((MlpSpec) spec);
      case RNN -> new RnnEncoder((RnnSpec) spec);
      case CNN -> new CnnEncoder((CnnSpec) spec);
      case USER -> throw new UnsupportedOperationException(spec.kind().name());
    };
  }

  static DecoderFamily decoder(FamilySpec spec, double labelSmoothing) {
    return switch (spec.kind()) {
      case MLP -> new MlpDecoder((MlpSpec) spec, labelSmoothing);
      case RNN -> new RnnDecoder((RnnSpec) spec, labelSmoothing);
      case CNN -> new CnnDecoder((CnnSpec) spec, labelSmoothing);
      case USER -> throw new UnsupportedOperationException(spec.kind().name());
    };
  }
}
