/**
 * Prepared rows as mini-batches of flat arrays. Rows lie in {@link org.diabolo.batch.Chunk}s, a
 * replica owns a {@link org.diabolo.batch.Share} of them, and which row comes when follows from
 * seed, epoch and the rows' keys alone.
 */
package org.diabolo.batch;
