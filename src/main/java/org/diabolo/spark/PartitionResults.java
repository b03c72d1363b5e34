package org.diabolo.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import scala.Function2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Runs a job whose every partition has one element, and hands each over as it arrives, so that the
 * driver need not hold them all.
 */
public final class PartitionResults {
  private PartitionResults() {}

  /** What is done with them, on the driver. */
  @FunctionalInterface
  public interface Handler<T> {
    /**
     * Takes the result of a partition, each once, in the order in which they arrive.
     *
     * @param partition its number
     * @param element that it has
     */
    void take(int partition, T element);
  }

  /** A Scala function that can be sent to executors. */
  private interface First<T> extends Function2<TaskContext, Iterator<T>, T>, Serializable {}

  /**
   * Runs the job; returns when all have been taken.
   *
   * @param <T> what the elements are
   * @param rdd whose partitions have one element each
   * @param partitions to run; the others are left alone
   * @param handler that is given the elements, by one thread at a time
   */
  public static <T> void forEach(JavaRDD<T> rdd, List<Integer> partitions, Handler<T> handler) {
    First<T> first = (context, elements) -> elements.next();
    Function2<Object, T, BoxedUnit> take =
        (position, element) -> {
          handler.take(partitions.get((Integer) position), element);
          return BoxedUnit.UNIT;
        };
    ClassTag<T> any = ClassTag$.MODULE$.apply(Object.class);
    rdd.context()
        .runJob(
            rdd.rdd(),
            first,
            JavaConverters.asScalaBuffer(partitions.stream().map(i -> (Object) i).toList()).toSeq(),
            take,
            any);
  }
}
