package org.diabolo.rows.files;

import java.util.Map;
import scala.Tuple2;

/** Options as Spark's own classes take them. */
final class ScalaMap {
  private ScalaMap() {}

  static scala.collection.immutable.Map<String, String> of(Map<String, String> options) {
    scala.collection.immutable.Map<String, String> map =
        scala.collection.immutable.Map$.MODULE$.empty();
    for (Map.Entry<String, String> option : options.entrySet()) {
      map = map.$plus(new Tuple2<>(option.getKey(), option.getValue()));
    }
    return map;
  }
}
