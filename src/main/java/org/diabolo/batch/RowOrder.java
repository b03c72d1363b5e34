package org.diabolo.batch;

/** In which order a replica sees its rows. */
public enum RowOrder {
  /** Shuffled anew every epoch, by seed, epoch and the rows' keys. */
  SHUFFLED,
  /** As they were given, in every epoch; neighbours come in one mini-batch. */
  AS_GIVEN
}
