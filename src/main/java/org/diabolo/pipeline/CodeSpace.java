package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.diabolo.anchor.Anchors;
import org.diabolo.corpus.Split;
import org.diabolo.network.Alignment;
import org.diabolo.network.Bundle;
import org.diabolo.network.NetworkFile;
import org.diabolo.space.AffineMap;
import org.diabolo.space.CodePairs;
import org.diabolo.space.Degree;
import org.diabolo.space.SpaceTold;
import org.diabolo.store.Json;

/**
 * The code space of a trained model: that of an earlier one, if its codes stand for the earlier
 * one's well enough. It is settled before the bundle is written, so that whoever has the bundle
 * knows it.
 *
 * @param earlier of the model whose codes were aimed at
 * @param anchors that model, asked for the codes of the corpus's rows
 * @param comparable the least share of neighbours that codes of one space keep
 * @param listener for people
 */
record CodeSpace(Bundle.Card earlier, Anchors anchors, double comparable, StageListener listener) {
  /** Rows that a map is fitted to: of a code of 1,000 numbers some ten for each of its numbers. */
  private static final int FITTED = 20_000;

  /**
   * @param trained a model whose codes were held to the earlier one's
   * @return the same of the space that it is of
   */
  Bundle settled(Bundle trained) {
    return settled(trained, null);
  }

  /**
   * @param trained a model of any codes
   * @return the same with codes that an affine map leads near to the earlier ones, of the space
   *     that it is of then; with its own codes where that map could not be undone, which the gate
   *     refuses
   */
  Bundle aligned(Bundle trained) {
    CodePairs pairs = anchors.beside(trained.parts(), Split.TRAIN, FITTED);
    Optional<AffineMap> map = pairs.map();
    if (map.isEmpty()) {
      listener.stageEnded(
          "codes are not aligned: only %d rows that both models take".formatted(pairs.rows()));
      return settled(trained);
    }
    double condition = map.get().condition();
    SpaceTold.Aligned beside = new SpaceTold.Aligned(pairs.rows(), condition, false);
    if (!beside.leadsBack()) {
      listener.stageEnded(
          "codes cannot be aligned: the map has condition number " + number(condition));
      return settled(trained, beside);
    }
    Alignment aligned = Alignment.of(trained.encoder(), trained.decoder(), map.get());
    Bundle mapped =
        new Bundle(
            trained.card(),
            NetworkFile.write(aligned.encoder()),
            NetworkFile.write(aligned.decoder()));
    return settled(mapped, new SpaceTold.Aligned(pairs.rows(), condition, aligned.folded()));
  }

  private Bundle settled(Bundle bundle, SpaceTold.Aligned aligned) {
    Optional<Degree> degree = anchors.beside(bundle.parts(), Split.TEST, CodePairs.MOST).degree();
    boolean joins = degree.filter(it -> it.neighboursKept() >= comparable).isPresent();
    String space = joins ? earlier.codeSpace() : bundle.card().version();
    listener.stageEnded(words(space, degree, joins));
    ObjectNode provenance = bundle.card().provenance().deepCopy();
    provenance.set(
        SpaceTold.MEMBER,
        Json.tree(new SpaceTold(earlier.version(), degree.orElse(null), comparable, aligned)));
    return bundle.inSpace(space, provenance);
  }

  private String words(String space, Optional<Degree> degree, boolean joins) {
    String measured =
        degree
            .map(Degree::toString)
            .orElse("fewer than %d held-out rows tell".formatted(CodePairs.LEAST));
    return joins
        ? "codes are of the space %s: %s".formatted(space, measured)
        : "codes begin a new space, %s: beside %s, %s; allowed: a share of at least %s"
                .formatted(space, earlier.version(), measured, number(comparable))
            + " (retrain.comparable)";
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.3g", number);
  }
}
