package org.diabolo.evaluate.text;

/** Share of rows whose best hypothesis equals a reference after SQuAD's normalisation. */
record SquadExactMatch() implements MeanOverRows {
  static final String NAME = "squad_exact_match";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double score(Judged row) {
    return SquadAnswer.references(row).contains(SquadAnswer.words(row.best())) ? 1 : 0;
  }
}
