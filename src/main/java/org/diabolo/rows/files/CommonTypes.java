package org.diabolo.rows.files;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.TypeCoercion;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import scala.Option;
import scala.collection.JavaConverters;

/** The type that a column has where it is of several in the files of one folder. */
final class CommonTypes {
  private CommonTypes() {}

  /** Of columns whose types were inferred: text has them all. */
  static DataType orText(DataType a, DataType b) {
    return same(a, b) ? a : numbers(a, b).orElse(DataTypes.StringType);
  }

  /**
   * A wider type that leaves each value's text as it is: integers only.
   *
   * @return empty where there is none
   */
  static Optional<DataType> ofTexts(DataType a, DataType b) {
    return same(a, b)
        ? Optional.of(a)
        : integral(a) && integral(b) ? numbers(a, b) : Optional.empty();
  }

  /**
   * A wider type of which only the numbers count: a double where either has digits after the point.
   *
   * @return empty where there is none
   */
  static Optional<DataType> ofNumbers(DataType a, DataType b) {
    if (same(a, b)) {
      return Optional.of(a);
    }
    if (a instanceof ArrayType first && b instanceof ArrayType second) {
      return ofNumbers(first.elementType(), second.elementType())
          .map(element -> DataTypes.createArrayType(element, true));
    }
    return numbers(a, b);
  }

  static boolean same(DataType a, DataType b) {
    return a.catalogString().equals(b.catalogString());
  }

  private static boolean integral(DataType type) {
    return type instanceof NumericType
        && !(type instanceof DecimalType)
        && !type.equals(DataTypes.FloatType)
        && !type.equals(DataTypes.DoubleType);
  }

  private static Optional<DataType> numbers(DataType a, DataType b) {
    if (!(a instanceof NumericType && b instanceof NumericType)) {
      return Optional.empty();
    }
    Option<DataType> wider =
        TypeCoercion.findWiderTypeWithoutStringPromotion(
            JavaConverters.asScalaBuffer(List.of(a, b)).toSeq());
    // Spark has the float of a float and a long.
    return wider.isEmpty()
        ? Optional.empty()
        : Optional.of(wider.get().equals(DataTypes.FloatType) ? DataTypes.DoubleType : wider.get());
  }
}
