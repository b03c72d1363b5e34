package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import org.diabolo.encode.Encoding;
import org.diabolo.encode.Made;

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
  JsonNode job() {
    return Made.From.job(context().spec(), stage().label(), context().spec().encode());
  }

  @Override
  Made.From madeFrom() {
    return encoding().from(context().spec().data().input());
  }

  @Override
  public void make() {
    context().listener().stageBegins("encoding " + context().rows());
    Encoding.Encoded encoded = encoding().run(context().spec().data().input(), place());
    context().listener().stageEnded("encoded " + encoded.rows() + " rows into " + place());
  }
}
