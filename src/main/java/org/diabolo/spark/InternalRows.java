package org.diabolo.spark;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as Spark keeps them inside. A {@code Row} boxes every number of an array, which costs
 * several times what a small network does. This is no public interface of Spark's: how such rows
 * are had, given and taken apart is here, as it is in 3.5.
 */
public final class InternalRows {
  private InternalRows() {}

  /**
   * Rows of a dataset.
   *
   * @param dataset whose plan is run
   * @return the rows; each is overwritten when its partition's next is read, unless it is copied
   */
  public static JavaRDD<InternalRow> of(Dataset<Row> dataset) {
    return dataset.queryExecution().toRdd().toJavaRDD();
  }

  /**
   * A dataset of such rows.
   *
   * @param spark that the dataset is to belong to
   * @param rows with cells of the schema's types as Spark keeps them
   * @param schema of the rows
   * @return the same rows as a dataset, not copied
   */
  public static Dataset<Row> dataset(
      SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
    RDD<InternalRow> wrapped = rows.rdd();
    return spark.internalCreateDataFrame(wrapped, schema, /* isStreaming= */ false);
  }

  /**
   * A cell of bytes or numbers, unboxed.
   *
   * @param row of the dataset
   * @param column from 0
   * @param type of the column: bytes, or an array of floats or doubles
   * @return {@code byte[]}, {@code float[]} or {@code double[]}
   */
  public static Object cell(InternalRow row, int column, DataType type) {
    if (type instanceof BinaryType) {
      return row.getBinary(column);
    }
    ArrayData numbers = row.getArray(column);
    return ((ArrayType) type).elementType() instanceof FloatType
        ? numbers.toFloatArray()
        : numbers.toDoubleArray();
  }

  /**
   * A cell of numbers.
   *
   * @param numbers of an {@code array<float>}
   * @return the cell
   */
  public static ArrayData cell(float[] numbers) {
    return UnsafeArrayData.fromPrimitiveArray(numbers);
  }
}
