package org.diabolo.network;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.diabolo.batch.Feed;
import org.diabolo.batch.Feeds;
import org.diabolo.field.Field;
import org.diabolo.field.NumberField;
import org.diabolo.job.BadDataException;
import org.diabolo.network.reference.ReferenceCheck;

/** Whether what was read as a bundle is one: checksums only tell that a file is whole. */
final class BundleCheck {
  private BundleCheck() {}

  /**
   * @param bundle as it was read
   * @throws BadDataException when card or networks cannot be meant, or do not fit; the message
   *     begins with the file
   */
  static void check(Bundle bundle) {
    Bundle.Card card = bundle.card();
    in(
        BundleStore.CARD,
        () -> {
          card(card);
          return null;
        });
    if (bundle.reference() != null) {
      in(
          BundleStore.REFERENCE,
          () -> {
            ReferenceCheck.check(bundle.reference(), card.code());
            // Without them the check that is trusted most would be left out in silence.
            require(
                bundle.reference().errors() != null || card.target() != null,
                "errors is missing, allowed of a model with a target alone");
            return null;
          });
    }
    ComputationGraphConfiguration encoder =
        in(
            BundleStore.ENCODER,
            () -> {
              ComputationGraphConfiguration found =
                  NetworkFile.read(bundle.encoder()).getConfiguration();
              new NetworkFit(card).encoder(found);
              return found;
            });
    in(
        BundleStore.DECODER,
        () -> {
          ComputationGraphConfiguration found =
              NetworkFile.read(bundle.decoder()).getConfiguration();
          new NetworkFit(card).decoder(encoder, found);
          return null;
        });
  }

  private static <T> T in(String file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (BadDataException e) {
      throw new BadDataException(file + ": " + e.getMessage(), e);
    }
  }

  static void require(boolean right, String message, Object... arguments) {
    if (!right) {
      throw new BadDataException(message.formatted(arguments));
    }
  }

  private static void card(Bundle.Card card) {
    require(card != null, "empty");
    FieldCheck.check("source", card.source());
    if (card.target() != null) {
      FieldCheck.check("target", card.target());
    }
    require(card.version() != null, "version is missing");
    require(!card.codeSpace().isBlank(), "code_space is empty");
    require(card.code() > 0, "code is %d, allowed: 1 or more", card.code());
    require(card.provenance() != null, "provenance is missing");
    Feeds feeds = card.feeds();
    require(
        feeds != null
            && feeds.inputs() != null
            && feeds.labels() != null
            && List.of(1, 2).contains(feeds.inputs().size())
            && feeds.labels().size() == 1,
        "feeds: allowed: one or two inputs, and one label");
    feed("feeds.inputs[0]", feeds.inputs().get(0), Feed.Side.SOURCE, card.source());
    if (feeds.inputs().size() > 1) {
      feed("feeds.inputs[1]", feeds.inputs().get(1), Feed.Side.TARGET, card.decoded());
    }
    feed("feeds.labels[0]", feeds.labels().get(0), Feed.Side.TARGET, card.decoded());
  }

  private static void feed(String key, Feed feed, Feed.Side side, Field field) {
    require(
        feed != null
            && feed.form() != null
            && feed.form() != Feed.Form.OPTIONAL
            && feed.side() == side,
        "%s: allowed: a form of the %s",
        key,
        side.name().toLowerCase(Locale.ROOT));
    boolean numbers = feed.form() == Feed.Form.FLAT || feed.form() == Feed.Form.STEPS;
    require(
        numbers == field instanceof NumberField,
        "%s.form: found %s, allowed: a form of %s",
        key,
        feed.form(),
        field instanceof NumberField ? "numbers" : "text");
    boolean stepped = feed.form() == Feed.Form.STEPS || feed.form() == Feed.Form.WINDOW;
    require(
        feed.steps() >= (stepped ? 1 : 0),
        "%s.steps: found %d, allowed: 1 or more",
        key,
        feed.steps());
    if (feed.form() == Feed.Form.STEPS) {
      int size = ((NumberField) field).size();
      require(
          size % feed.steps() == 0,
          "%s.steps: found %d, allowed: what divides %d numbers",
          key,
          feed.steps(),
          size);
    }
  }
}
