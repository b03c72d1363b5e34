package org.diabolo.average.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.batch.Chunk;
import org.diabolo.batch.Example;
import org.diabolo.batch.Rows;
import org.diabolo.spark.NumberPartitioner;
import org.diabolo.spark.Shuffles;
import scala.Tuple2;

/**
 * Brings rows to their chunks. Rows of one partition that go to the same chunk travel as one piece
 * of flat arrays: row by row, Java serialisation takes longer than all else.
 */
final class ChunkShuffle {
  /** Floats that a task gathers before it sends pieces on: 32 MiB. */
  private static final int FLOATS_AT_ONCE = 8 << 20;

  private final JavaPairRDD<Integer, Piece> pieces;
  private final JavaRDD<Chunk> chunks;

  private ChunkShuffle(JavaPairRDD<Integer, Piece> pieces, JavaRDD<Chunk> chunks) {
    this.pieces = pieces;
    this.chunks = chunks;
  }

  /** A row and its place. */
  record Placed(RowPlace place, Example example) {}

  /**
   * Rows on their way.
   *
   * @param ranks two numbers a row: rank and tie
   * @param source of the rows
   * @param target of the rows; the same object where it is the source
   * @param anchor of the rows; null in a training without anchors
   */
  private record Piece(long[] ranks, Rows source, Rows target, Rows anchor)
      implements Serializable {
    int rows() {
      return ranks.length / 2;
    }

    static Piece of(List<Placed> rows) {
      Chunk flat = Chunk.of(0, rows.stream().map(Placed::example).toList());
      long[] ranks = new long[2 * rows.size()];
      for (int i = 0; i < rows.size(); i++) {
        ranks[2 * i] = rows.get(i).place.rank();
        ranks[2 * i + 1] = rows.get(i).place.tie();
      }
      return new Piece(ranks, flat.sources(), flat.targets(), flat.anchors());
    }
  }

  /**
   * @param rows in any order
   * @param chunks how many chunks there are
   * @return the chunks, not yet computed
   */
  static ChunkShuffle of(JavaRDD<Placed> rows, int chunks) {
    JavaPairRDD<Integer, Piece> pieces =
        rows.mapPartitionsToPair(Pieces::new).partitionBy(new NumberPartitioner(chunks));
    return new ChunkShuffle(
        pieces, pieces.values().mapPartitionsWithIndex(ChunkShuffle::chunk, true));
  }

  /** One partition a chunk, without an element where no row belongs to it. */
  JavaRDD<Chunk> chunks() {
    return chunks;
  }

  /** To be called when the chunks are no longer needed. */
  void forget() {
    Shuffles.forget(pieces);
  }

  /** Gathers a partition's rows into pieces, some at a time. */
  private static final class Pieces implements Iterator<Tuple2<Integer, Piece>> {
    private final Iterator<Placed> rows;
    private Iterator<Map.Entry<Integer, List<Placed>>> gathered =
        Map.<Integer, List<Placed>>of().entrySet().iterator();

    Pieces(Iterator<Placed> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return gathered.hasNext() || rows.hasNext();
    }

    @Override
    public Tuple2<Integer, Piece> next() {
      if (!gathered.hasNext()) {
        gathered = gather().entrySet().iterator();
      }
      Map.Entry<Integer, List<Placed>> chunk = gathered.next();
      return new Tuple2<>(chunk.getKey(), Piece.of(chunk.getValue()));
    }

    private Map<Integer, List<Placed>> gather() {
      Map<Integer, List<Placed>> byChunk = new HashMap<>();
      long floats = 0;
      while (rows.hasNext() && floats < FLOATS_AT_ONCE) {
        Placed row = rows.next();
        byChunk.computeIfAbsent(row.place.chunk(), chunk -> new ArrayList<>()).add(row);
        floats += row.example.source().length + row.example.target().length;
      }
      return byChunk;
    }
  }

  /** A row of a piece. */
  private record Row(Piece piece, int index) {
    long rank() {
      return piece.ranks[2 * index];
    }

    long tie() {
      return piece.ranks[2 * index + 1];
    }
  }

  private static Iterator<Chunk> chunk(int index, Iterator<Piece> arriving) {
    List<Row> rows = new ArrayList<>();
    arriving.forEachRemaining(
        piece -> IntStream.range(0, piece.rows()).forEach(i -> rows.add(new Row(piece, i))));
    if (rows.isEmpty()) {
      return List.<Chunk>of().iterator();
    }
    rows.sort(Comparator.comparingLong(Row::rank).thenComparingLong(Row::tie));
    Piece first = rows.get(0).piece;
    boolean shared = first.target == first.source;
    Rows sources = gathered(rows, Piece::source);
    Rows targets = shared ? sources : gathered(rows, Piece::target);
    Rows anchors = first.anchor == null ? null : gathered(rows, Piece::anchor);
    return List.of(new Chunk(index, sources, targets, anchors)).iterator();
  }

  private static Rows gathered(List<Row> rows, Function<Piece, Rows> side) {
    int[] starts = new int[rows.size() + 1];
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      starts[i + 1] = Math.addExact(starts[i], side.apply(row.piece).length(row.index));
    }
    float[] data = new float[starts[rows.size()]];
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Rows from = side.apply(row.piece);
      System.arraycopy(from.data(), from.from(row.index), data, starts[i], from.length(row.index));
    }
    return new Rows(data, starts);
  }
}
