package org.diabolo.model;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.diabolo.engine.select.OpenNetwork;
import org.diabolo.field.Field;
import org.diabolo.field.ImageField;
import org.diabolo.field.image.ImageFile;
import org.diabolo.field.image.UnreadableImageException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.PredictSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleReader;
import org.diabolo.network.Port;
import org.diabolo.search.SteadyCodes;

/**
 * A trained model, open: rows to codes, codes back to rows, rows to answers, in a plain JVM. Safe
 * for use by several threads; there is nothing to close. It can be sent to Spark's executors, each
 * of which opens it once.
 *
 * <p>A row is a cell of the source: {@code double[]} or {@code float[]} of a vector or of numeric
 * columns in the job's order, {@code byte[]} of an image's pixels (row after row, the channels of a
 * pixel together), {@code String} of a text; always as it came in, before any scaling. What no row
 * of the job may be is an {@link IllegalArgumentException} that says what was found, with the row's
 * number from 0 where there are several.
 *
 * <p>Networks compute many rows at once: one call for a hundred rows takes less than two calls for
 * a row each.
 */
public final class Model implements Serializable {
  private final ModelParts all;
  private final Bundle.Parts parts;
  private final Cells sources;

  /** Held as long as the model is, which keeps them open. */
  private final OpenNetwork encoder;

  private final OpenNetwork decoder;

  Model(ModelParts all) {
    this.all = all;
    this.parts = all.parts();
    this.sources = new Cells(parts.source(), all.longest());
    this.encoder = OpenNetwork.of(parts.encoder());
    this.decoder = OpenNetwork.of(parts.decoder());
  }

  /**
   * Opens the model of a run. The same folder with the same checksums is opened once, as long as
   * somebody uses it.
   *
   * @param bundle the folder {@code bundle} of a run, on a disk of this machine
   * @return the model
   * @throws org.diabolo.job.BadDataException when there is no bundle, or it is damaged, or of a
   *     format that this version cannot read; nothing that it names has run then
   */
  public static Model load(Path bundle) {
    return Models.load(bundle, () -> of(BundleReader.of(bundle).load()));
  }

  /**
   * @param bundle as it was read
   * @return the model
   */
  public static Model of(Bundle bundle) {
    return new Model(ModelParts.of(bundle));
  }

  /**
   * @return of the model: job name and run id, as {@code model_version} in encodings
   */
  public String version() {
    return parts.version();
  }

  /**
   * @return name of the code space; only codes of one space can be compared
   */
  public String codeSpace() {
    return parts.codeSpace();
  }

  /**
   * @return numbers in a code
   */
  public int codeSize() {
    return all.codeSize();
  }

  /**
   * @return what is encoded
   */
  public Field source() {
    return parts.source();
  }

  /**
   * @return what is decoded; in an autoencoder the source
   */
  public Field target() {
    return parts.target();
  }

  /**
   * @param row a cell of the source
   * @return its code
   * @throws IllegalArgumentException when no row of the job may be so
   */
  public float[] encode(Object row) {
    return encodePrepared(List.of(sources.prepared(row))).get(0);
  }

  /**
   * A row's code depends on nothing but the row, to the bit. Of numbers it is the code that {@code
   * diabolo encode} gives; of text, which that command runs in batches of like lengths, it may
   * differ in the last bits.
   *
   * @param rows cells of the source
   * @return the code of each
   * @throws IllegalArgumentException when no row of the job may be as one of these
   */
  public List<float[]> encodeAll(List<?> rows) {
    return encodePrepared(prepared(rows));
  }

  private List<float[]> encodePrepared(List<float[]> rows) {
    return new SteadyCodes(parts).of(rows);
  }

  /**
   * @param code of this model's code space
   * @return what the decoder makes of it
   * @throws IllegalArgumentException when it has another number of numbers
   * @throws IllegalStateException when the decoder needs more than codes
   */
  public Output decode(float[] code) {
    return decodeAll(List.of(code)).get(0);
  }

  /**
   * Decodes without the sources. Texts are searched for as the model's job says. The last bits of
   * numbers and scores may differ with the codes beside them.
   *
   * @param codes of this model's code space
   * @return what the decoder makes of each
   * @throws IllegalArgumentException when one has another number of numbers
   * @throws IllegalStateException when the decoder attends to what the encoder remembers of each
   *     step, which codes do not hold
   */
  public List<Output> decodeAll(List<float[]> codes) {
    requireCodesAreEnough();
    CodeReader reader = CodeReader.open(parts, all.search());
    List<Output> outputs = new ArrayList<>();
    for (int from = 0; from < codes.size(); from += reader.rows()) {
      List<float[]> some = codes.subList(from, Math.min(codes.size(), from + reader.rows()));
      outputs.addAll(reader.read(some.size(), joined(some, from)));
    }
    return outputs;
  }

  private float[] joined(List<float[]> codes, int first) {
    int size = codeSize();
    float[] joined = new float[codes.size() * size];
    for (int i = 0; i < codes.size(); i++) {
      try {
        System.arraycopy(Cells.code(codes.get(i), size), 0, joined, i * size, size);
      } catch (IllegalArgumentException e) {
        throw at("code " + (first + i), e);
      }
    }
    return joined;
  }

  /**
   * @return whether the decoder attends to the steps of the source, so that codes alone cannot be
   *     decoded
   */
  public boolean needsMemory() {
    return decoder.inputs().contains(Port.MEMORY);
  }

  /**
   * @throws IllegalStateException when {@link #needsMemory}
   */
  public void requireCodesAreEnough() {
    if (needsMemory()) {
      throw new IllegalStateException(
          "the decoder of %s attends to every step of the source, and codes do not hold these;"
                  .formatted(version())
              + " allowed: predict, which starts from the sources");
    }
  }

  /**
   * @param row a cell of the source
   * @return the target that the model gives for it; of text the best, searched for as the model's
   *     job says
   * @throws IllegalArgumentException when no row of the job may be so
   */
  public Output predict(Object row) {
    return answers(all.search()).of(List.of(sources.prepared(row))).get(0).get(0);
  }

  /**
   * The same for several rows. The last bits of numbers and scores may differ with the rows beside
   * them.
   *
   * @param rows cells of the source
   * @return the target of each
   * @throws IllegalArgumentException when no row of the job may be as one of these
   */
  public List<Output> predictAll(List<?> rows) {
    return predictAll(rows, all.search()).stream().map(best -> best.get(0)).toList();
  }

  /**
   * @param rows cells of the source
   * @param how texts are searched for; nothing else in it counts
   * @return for each row its targets, best first: of text as many as were asked for, if there are
   *     as many; one of numbers
   * @throws IllegalArgumentException when no row of the job may be as one of these
   * @throws InvalidJobException when the attention is asked for and this model has none to tell
   */
  public List<List<Output>> predictAll(List<?> rows, PredictSpec how) {
    return answers(how).of(prepared(rows));
  }

  private Answers answers(PredictSpec how) {
    return Answers.open(parts, how);
  }

  /**
   * @param file the bytes of a PNG or JPEG file
   * @return its pixels in the source's shape, as the job's rows are read whose {@code content} is
   *     {@code file}
   * @throws IllegalArgumentException when it is no image that can be read
   * @throws IllegalStateException when the source is no image
   */
  public byte[] pixels(byte[] file) {
    if (!(source() instanceof ImageField image)) {
      throw new IllegalStateException("the source of " + version() + " is no image");
    }
    try {
      return new ImageFile(image.height(), image.width(), image.channels()).pixels(file);
    } catch (UnreadableImageException e) {
      throw new IllegalArgumentException(e.reason() + ": " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException at(String place, IllegalArgumentException wrong) {
    return new IllegalArgumentException(place + ": " + wrong.getMessage(), wrong);
  }

  private Object writeReplace() {
    return all;
  }

  private List<float[]> prepared(List<?> rows) {
    List<float[]> prepared = new ArrayList<>();
    for (Object row : rows) {
      try {
        prepared.add(sources.prepared(row));
      } catch (IllegalArgumentException e) {
        throw at("row " + prepared.size(), e);
      }
    }
    return prepared;
  }
}
