package org.diabolo.rows.files;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The types of Parquet's columns as Spark reads them, column for column: one that it cannot read is
 * no hindrance to the others.
 *
 * @param settings of the session: binaries as texts, INT96 as timestamps, case of names, timestamps
 *     without time zones, nanoseconds as numbers
 */
record ParquetTypes(List<Boolean> settings) implements Serializable {
  private static final String SPARKS_OWN = "org.apache.spark.sql.parquet.row.metadata";

  static ParquetTypes of(RuntimeConfig conf) {
    return new ParquetTypes(
        List.of(
                "spark.sql.parquet.binaryAsString",
                "spark.sql.parquet.int96AsTimestamp",
                "spark.sql.caseSensitive",
                "spark.sql.parquet.inferTimestampNTZ.enabled",
                "spark.sql.legacy.parquet.nanosAsLong")
            .stream()
            .map(name -> Boolean.parseBoolean(conf.get(name)))
            .toList());
  }

  /**
   * @param unreadable names and types of what cannot be read; those that are there already are left
   *     out, others are added
   */
  StructType readable(ParquetMetadata footer, Map<String, String> unreadable) {
    String written = footer.getFileMetaData().getKeyValueMetaData().get(SPARKS_OWN);
    if (written != null && unreadable.isEmpty()) {
      try {
        return (StructType) DataType.fromJson(written);
      } catch (Exception e) {
        // Types of somebody's own, whose classes are not here: then as anybody else's file.
      }
    }
    ParquetToSparkSchemaConverter converter =
        new ParquetToSparkSchemaConverter(
            settings.get(0), settings.get(1), settings.get(2), settings.get(3), settings.get(4));
    StructType readable = new StructType();
    for (Type column : footer.getFileMetaData().getSchema().getFields()) {
      Optional<Type> rest = rest(converter, column, column.getName(), unreadable);
      if (rest.isPresent()) {
        readable = readable.add(converted(converter, rest.get()).orElseThrow().fields()[0]);
      }
    }
    return readable;
  }

  /** What of a column can be read. */
  private static Optional<Type> rest(
      ParquetToSparkSchemaConverter converter,
      Type column,
      String name,
      Map<String, String> unreadable) {
    boolean known = unreadable.keySet().stream().noneMatch(each -> within(each, name));
    if (known && converted(converter, column).isPresent()) {
      return Optional.of(column);
    }
    if (unreadable.containsKey(name)) {
      return Optional.empty();
    }
    if (column.isPrimitive() || column.getLogicalTypeAnnotation() != null) {
      unreadable.putIfAbsent(name, words(column));
      return Optional.empty();
    }
    GroupType group = column.asGroupType();
    List<Type> fields =
        group.getFields().stream()
            .flatMap(
                field -> rest(converter, field, name + "." + field.getName(), unreadable).stream())
            .toList();
    return fields.isEmpty() ? Optional.empty() : Optional.of(group.withNewFields(fields));
  }

  private static boolean within(String part, String whole) {
    return part.equals(whole) || part.startsWith(whole + ".");
  }

  private static Optional<StructType> converted(
      ParquetToSparkSchemaConverter converter, Type column) {
    try {
      return Optional.of(converter.convert(new MessageType("row", column)));
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  private static String words(Type column) {
    LogicalTypeAnnotation logical = column.getLogicalTypeAnnotation();
    return column.isPrimitive()
        ? column.asPrimitiveType().getPrimitiveTypeName()
            + (logical == null ? "" : " (" + logical + ")")
        : logical + " of a type that Spark does not have";
  }
}
