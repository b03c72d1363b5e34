package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import org.diabolo.encode.Encoding;
import org.diabolo.encode.Made;
import org.diabolo.job.DataSpec.InputSpec;

/** Raw rows to codes. */
final class EncodeStage extends RowsStage {
  private Encoding encoding;

  EncodeStage(RunContext context) {
    super(context, Stage.ENCODE, context.run().encodings());
  }

  /** Opened when it is needed: before, there may be no bundle. */
  private Encoding encoding() {
    if (encoding == null) {
      encoding =
          new Encoding(
              context().spark(),
              context().spec(),
              TrainedModel.open(context().run(), context().spec()));
    }
    return encoding;
  }

  @Override
  InputSpec input() {
    return context().spec().encodedByRun();
  }

  @Override
  JsonNode job() {
    return Encoding.job(context().spec(), input());
  }

  @Override
  Made.From madeFrom() {
    return encoding().from(input());
  }

  @Override
  public void make() {
    context().listener().stageBegins("encoding " + RunContext.rows(input()));
    Encoding.Encoded encoded = encoding().run(input(), place());
    context().listener().stageEnded("encoded " + encoded.rows() + " rows into " + place());
  }
}
