package org.diabolo.rows.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.datasources.PartitionPath;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Spark's list of files with those that are empty. Spark leaves them out, since an empty file of a
 * table has no rows; where each file is a row, rows would be lost without a word.
 */
final class EveryFile implements FileIndex {
  private final PartitioningAwareFileIndex listed;

  private EveryFile(PartitioningAwareFileIndex listed) {
    this.listed = listed;
  }

  /**
   * @param rows of files as they are, as Spark opened them
   * @return the same with a row for each empty file
   */
  static Dataset<Row> of(Dataset<Row> rows) {
    LogicalRelation plan = (LogicalRelation) rows.queryExecution().analyzed();
    HadoopFsRelation files = (HadoopFsRelation) plan.relation();
    HadoopFsRelation every =
        new HadoopFsRelation(
            new EveryFile((PartitioningAwareFileIndex) files.location()),
            files.partitionSchema(),
            files.dataSchema(),
            files.bucketSpec(),
            files.fileFormat(),
            files.options(),
            files.sparkSession());
    return rows.sparkSession().baseRelationToDataFrame(every);
  }

  @Override
  public Seq<PartitionDirectory> listFiles(
      Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
    List<FileStatus> all = java(listed.allFiles());
    List<PartitionDirectory> some = java(listed.listFiles(partitionFilters, dataFilters));
    List<PartitionDirectory> every = new ArrayList<>();
    if (listed.partitionSpec().partitionColumns().isEmpty()) {
      some.forEach(folder -> every.add(folder(folder.values(), all)));
    } else {
      Map<InternalRow, Set<Path>> folders = new HashMap<>();
      for (PartitionPath each : java(listed.partitionSpec().partitions())) {
        folders.computeIfAbsent(each.values(), values -> new HashSet<>()).add(each.path());
      }
      Map<Path, List<FileStatus>> below =
          all.stream().collect(Collectors.groupingBy(file -> file.getPath().getParent()));
      // Two folders may have the same values, as a=1 and a=01 where types are inferred.
      for (InternalRow values : some.stream().map(PartitionDirectory::values).distinct().toList()) {
        every.add(
            folder(
                values,
                folders.get(values).stream()
                    .flatMap(path -> below.getOrDefault(path, List.of()).stream())
                    .toList()));
      }
    }
    return JavaConverters.asScalaBuffer(every).toSeq();
  }

  private static PartitionDirectory folder(InternalRow values, List<FileStatus> files) {
    return PartitionDirectory.apply(
        values,
        files.stream()
            // As Spark does: _metadata is listed for readers of Parquet alone.
            .filter(file -> !file.getPath().getName().startsWith("_"))
            .toArray(FileStatus[]::new));
  }

  private static <T> List<T> java(Seq<T> list) {
    return JavaConverters.seqAsJavaList(list);
  }

  @Override
  public Seq<Path> rootPaths() {
    return listed.rootPaths();
  }

  @Override
  public String[] inputFiles() {
    return listed.inputFiles();
  }

  @Override
  public void refresh() {
    listed.refresh();
  }

  @Override
  public long sizeInBytes() {
    return listed.sizeInBytes();
  }

  @Override
  public StructType partitionSchema() {
    return listed.partitionSchema();
  }
}
