package org.diabolo.batch;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.diabolo.batch.Feed.Form;
import org.diabolo.batch.Feed.Side;
import org.diabolo.job.BatchSpec;
import org.diabolo.job.BatchSpec.Unit;

/**
 * How batches are cut and filled. Rows that all take as many steps are batched as they come; else
 * rows of about one length are put together, see {@link Buckets}.
 *
 * @param feeds of the network
 * @param batch how large a batch is
 * @param denoise share of the source that is spoilt in training, 0 to below 1
 */
public record Batching(Feeds feeds, BatchSpec batch, double denoise) implements Serializable {

  /**
   * @param size examples a batch
   * @return batches of vectors
   */
  public static Batching flat(int size) {
    return new Batching(Feeds.FLAT, BatchSpec.examples(size), 0);
  }

  private Stream<Feed> all() {
    return Stream.of(feeds.inputs(), feeds.labels()).flatMap(List::stream);
  }

  /**
   * @return whether rows are batched by their lengths
   */
  public boolean bucketed() {
    return batch.unit() == Unit.TOKENS || all().anyMatch(Feed::ragged);
  }

  /**
   * @return whether all rows have as many numbers as the first, but for their anchors
   */
  public boolean uniform() {
    return all()
        .filter(feed -> feed.side() != Side.ANCHOR)
        .allMatch(feed -> feed.form() == Form.FLAT || feed.form() == Form.STEPS);
  }

  /**
   * @return numbers of an anchor; 0 in a training without anchors
   */
  public int anchor() {
    return all().filter(feed -> feed.side() == Side.ANCHOR).mapToInt(Feed::steps).sum();
  }

  /**
   * @return what a step takes of a {@link Share}: one batch, or so many rows
   */
  public int stride() {
    return bucketed() ? 1 : batch.size();
  }

  /**
   * @param chunk of rows
   * @return its size in the unit of the batches
   */
  public long size(Chunk chunk) {
    return batch.unit() == Unit.EXAMPLES ? chunk.rows() : new RowSizes(this, chunk).totalTokens();
  }

  /**
   * @param chunk that no other chunk's batches have to be as many as, of one row at least
   * @return all of it
   */
  public Segment whole(Chunk chunk) {
    int count =
        bucketed() ? BucketPlan.batches(size(chunk), batch.size(), chunk.rows()) : chunk.rows();
    return new Segment(chunk.index(), 0, count, count);
  }

  /** Whether a side's rows take steps of different number. */
  boolean ragged(Side side) {
    return all().anyMatch(feed -> feed.side() == side && feed.ragged());
  }

  /** Most tokens of a side that the network sees; 0 where it sees none. */
  int mostTokens(Side side) {
    return all()
        .filter(feed -> feed.side() == side)
        .mapToInt(
            feed ->
                feed.ragged()
                    ? Integer.MAX_VALUE
                    : feed.masked() || feed.form() == Form.WINDOW ? feed.steps() : 0)
        .max()
        .orElse(0);
  }
}
