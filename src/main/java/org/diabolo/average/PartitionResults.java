package org.diabolo.average;

import java.io.Serializable;
import java.util.stream.IntStream;
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
final class PartitionResults {
  private PartitionResults() {}

  @FunctionalInterface
  interface Handler<T> {
    void take(int partition, T element);
  }

  /** A Scala function that can be sent to executors. */
  private interface First<T> extends Function2<TaskContext, Iterator<T>, T>, Serializable {}

  static <T> void forEach(JavaRDD<T> rdd, Handler<T> handler) {
    First<T> first = (context, elements) -> elements.next();
    Function2<Object, T, BoxedUnit> take =
        (partition, element) -> {
          handler.take((Integer) partition, element);
          return BoxedUnit.UNIT;
        };
    ClassTag<T> any = ClassTag$.MODULE$.apply(Object.class);
    rdd.context()
        .runJob(
            rdd.rdd(),
            first,
            JavaConverters.asScalaBuffer(
                    IntStream.range(0, rdd.getNumPartitions()).mapToObj(i -> (Object) i).toList())
                .toSeq(),
            take,
            any);
  }
}
