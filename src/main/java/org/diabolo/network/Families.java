package org.diabolo.network;

import org.diabolo.job.CnnSpec;
import org.diabolo.job.FamilySpec;
import org.diabolo.job.JobSpec;
import org.diabolo.job.MlpSpec;
import org.diabolo.job.RnnSpec;
import org.diabolo.job.UserSpec;

/** Which class builds which family: a new one is a line in each method. */
final class Families {
  private Families() {}

  static EncoderFamily encoder(JobSpec job, UserGraphs user) {
    FamilySpec spec = job.encoder().family();
    return switch (spec.kind()) {
      case MLP -> new MlpEncoder((MlpSpec) spec);
      case RNN -> new RnnEncoder((RnnSpec) spec);
      case CNN -> new CnnEncoder((CnnSpec) spec);
      case USER ->
          new UserEncoder(
              user.encoder((UserSpec) spec), job.encoder().code(), new LayerSettings(job.train()));
    };
  }

  static DecoderFamily decoder(JobSpec job, UserGraphs user) {
    FamilySpec spec = job.decoder().family();
    double labelSmoothing = job.train().regularization().labelSmoothing();
    return switch (spec.kind()) {
      case MLP -> new MlpDecoder((MlpSpec) spec, labelSmoothing);
      case RNN -> new RnnDecoder((RnnSpec) spec, labelSmoothing);
      case CNN -> new CnnDecoder((CnnSpec) spec, labelSmoothing);
      case USER ->
          new UserDecoder(
              user.decoder((UserSpec) spec), job.encoder().code(), new LayerSettings(job.train()));
    };
  }
}
