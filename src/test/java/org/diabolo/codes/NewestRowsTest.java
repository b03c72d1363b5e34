package org.diabolo.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;

class NewestRowsTest {
  private static Dataset<Row> set(DataType key, Row... rows) {
    return LocalSpark.session()
        .createDataFrame(
            List.of(rows), new StructType().add("a.key", key).add("v", DataTypes.StringType));
  }

  @Test
  void ofEachKeyTheRowOfTheNewestSetIsThereWhateverItsType() {
    Dataset<Row> first =
        set(
            DataTypes.IntegerType,
            RowFactory.create(1, "one of first"),
            RowFactory.create(2, "two of first"),
            RowFactory.create(3, "three of first"));
    Dataset<Row> second =
        set(
            DataTypes.LongType,
            RowFactory.create(2L, "two of second"),
            RowFactory.create(3L, "three of second"));
    Dataset<Row> third =
        set(
            DataTypes.LongType,
            RowFactory.create(3L, "three of third"),
            RowFactory.create(4L, "four of third"));

    assertThat(NewestRows.of(List.of(first, second, third), "a.key").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder(
            "[1,one of first]", "[2,two of second]", "[3,three of third]", "[4,four of third]");
  }
}
