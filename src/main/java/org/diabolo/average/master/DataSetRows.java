package org.diabolo.average.master;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.diabolo.batch.Example;
import org.diabolo.engine.dl4j.Layout;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * An RDD of data sets as rows, one an example.
 *
 * @param layout that fits all of them; null when there are none
 * @param count of the examples
 * @param examples keyed by partition and position, which must be the same whenever Spark computes
 *     the RDD again, as everything by position must
 */
record DataSetRows(Layout layout, long count, JavaRDD<Example> examples) {

  /** Runs a job that looks at every data set once. */
  static DataSetRows of(JavaRDD<MultiDataSet> data) {
    Layout layout = null;
    long count = 0;
    for (Found part : data.mapPartitions(DataSetRows::find).collect()) {
      layout = layout == null ? part.layout : layout.merge(part.layout);
      count += part.count;
    }
    Layout all = layout;
    return new DataSetRows(
        layout,
        count,
        data.mapPartitionsWithIndex((index, sets) -> new Rows(all, index, sets), true));
  }

  /** What a partition has; partitions without data sets have none. */
  private record Found(Layout layout, long count) implements Serializable {}

  private static Iterator<Found> find(Iterator<MultiDataSet> sets) {
    if (!sets.hasNext()) {
      return List.<Found>of().iterator();
    }
    Layout layout = null;
    long count = 0;
    while (sets.hasNext()) {
      MultiDataSet set = sets.next();
      Layout here = Layout.of(set);
      layout = layout == null ? here : layout.merge(here);
      count += set.getFeatures(0).size(0);
    }
    return List.of(new Found(layout, count)).iterator();
  }

  /** A partition's data sets, example by example. */
  private static final class Rows implements Iterator<Example> {
    private final Layout layout;
    private final int partition;
    private final Iterator<MultiDataSet> sets;
    private Iterator<Example> rows = List.<Example>of().iterator();
    private long position;

    Rows(Layout layout, int partition, Iterator<MultiDataSet> sets) {
      this.layout = layout;
      this.partition = partition;
      this.sets = sets;
    }

    @Override
    public boolean hasNext() {
      while (!rows.hasNext() && sets.hasNext()) {
        rows = examples(sets.next());
      }
      return rows.hasNext();
    }

    @Override
    public Example next() {
      return hasNext() ? rows.next() : List.<Example>of().iterator().next();
    }

    private Iterator<Example> examples(MultiDataSet set) {
      long size = set.getFeatures(0).size(0);
      List<String> keys = new ArrayList<>();
      for (long i = 0; i < size; i++) {
        keys.add(partition + ":" + position++);
      }
      return layout.examples(set, keys).iterator();
    }
  }
}
