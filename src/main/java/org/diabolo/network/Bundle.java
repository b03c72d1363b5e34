package org.diabolo.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import org.diabolo.batch.Feeds;
import org.diabolo.field.Field;
import org.diabolo.field.TextField;
import org.diabolo.network.reference.Reference;

/**
 * A trained model: two networks that can be used apart, what they eat, and where they come from.
 *
 * @param card everything but the networks
 * @param encoder source to code, in DL4J's zip format
 * @param decoder code to target, in DL4J's zip format
 * @param reference how its held-out rows looked; null where an older version trained it, or no row
 *     was held out
 */
public record Bundle(Card card, byte[] encoder, byte[] decoder, Reference reference) {

  /** The version of the bundle's layout that this program writes and reads. */
  public static final int FORMAT = 2;

  /**
   * A model of which no rows are known.
   *
   * @param card everything but the networks
   * @param encoder source to code, in DL4J's zip format
   * @param decoder code to target, in DL4J's zip format
   */
  public Bundle(Card card, byte[] encoder, byte[] decoder) {
    this(card, encoder, decoder, null);
  }

  /**
   * What {@code bundle.json} says.
   *
   * @param format {@link #FORMAT}
   * @param version of the model: job name and run id
   * @param codeSpace version of the model that began the code space: codes of models that share it
   *     can be compared. Null stands for the model's own version, as in bundles that do not tell it
   * @param source the source field
   * @param target the target field; null in an autoencoder, whose target is the source
   * @param code numbers in a code
   * @param feeds how the joint network was fed: the source, then what the decoder of text was given
   * @param provenance job, seed, data and versions that the model was made from
   */
  public record Card(
      int format,
      String version,
      String codeSpace,
      Field source,
      Field target,
      int code,
      Feeds feeds,
      JsonNode provenance) {

    /**
     * A space has the name of the model that began it.
     *
     * @param format {@link #FORMAT}
     * @param version of the model: job name and run id
     * @param codeSpace version of the model that began the code space; null is replaced by {@code
     *     version}
     * @param source the source field
     * @param target the target field; null in an autoencoder
     * @param code numbers in a code
     * @param feeds how the joint network was fed
     * @param provenance job, seed, data and versions that the model was made from
     */
    public Card {
      codeSpace = codeSpace == null ? version : codeSpace;
    }

    /**
     * Of a model that begins a code space.
     *
     * @param format {@link #FORMAT}
     * @param version of the model, job name and run id, which names its code space too
     * @param source the source field
     * @param target the target field; null in an autoencoder
     * @param code numbers in a code
     * @param feeds how the joint network was fed
     * @param provenance job, seed, data and versions that the model was made from
     */
    public Card(
        int format,
        String version,
        Field source,
        Field target,
        int code,
        Feeds feeds,
        JsonNode provenance) {
      this(format, version, null, source, target, code, feeds, provenance);
    }

    /**
     * @return what the decoder's numbers mean
     */
    public Field decoded() {
      return target == null ? source : target;
    }

    /**
     * @return most tokens of a source that is taken: of a longer one the model takes the beginning,
     *     or it rejects the row
     */
    public int longest() {
      return source instanceof TextField text
              && provenance.at("/job/source/overlong").asText().equals("reject")
          ? text.maxLength()
          : Integer.MAX_VALUE;
    }
  }

  /**
   * @param provenance in the place of what it tells now
   * @return the same model
   */
  public Bundle telling(JsonNode provenance) {
    return inSpace(card.codeSpace, provenance);
  }

  /**
   * @param rows how held-out rows look; null where none are
   * @return the same model with them
   */
  public Bundle withReference(Reference rows) {
    return new Bundle(card, encoder, decoder, rows);
  }

  /**
   * @param space the code space of its codes
   * @param provenance in the place of what it tells now
   * @return the same model
   */
  public Bundle inSpace(String space, JsonNode provenance) {
    return new Bundle(
        new Card(
            card.format,
            card.version,
            space,
            card.source,
            card.target,
            card.code,
            card.feeds,
            provenance),
        encoder,
        decoder,
        reference);
  }

  /**
   * What encoding needs on an executor.
   *
   * @return the serialisable part of the bundle
   */
  public Parts parts() {
    return new Parts(
        card.version, card.codeSpace, card.source, card.decoded(), card.feeds, encoder, decoder);
  }

  /** Networks and fields, to be sent to executors. */
  public record Parts(
      String version,
      String codeSpace,
      Field source,
      Field target,
      Feeds feeds,
      byte[] encoder,
      byte[] decoder)
      implements Serializable {}
}
