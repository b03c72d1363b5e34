package org.diabolo.rows.files;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.datasources.PartitionPath;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;

/**
 * The folders of an input that its condition leaves in, where it says something of the columns that
 * folders give; Spark itself prunes them. What lies in the others is not looked at.
 *
 * @param folders of files
 * @param files in them, hidden ones left out
 */
record Selected(Set<Path> folders, List<FileStatus> files) {

  /**
   * @param path a folder
   * @return nothing where all are left in
   * @throws org.diabolo.job.InvalidJobException when it is no condition on these columns
   */
  static Optional<Selected> of(InputPath path, Where where) {
    Dataset<Row> rows =
        FolderNames.asTexts(
            path.spark(), () -> path.folders(path.reader(Map.of()).schema("nothing string")));
    LogicalRelation plan = (LogicalRelation) rows.queryExecution().analyzed();
    HadoopFsRelation relation = (HadoopFsRelation) plan.relation();
    PartitioningAwareFileIndex listed = (PartitioningAwareFileIndex) relation.location();
    Set<String> names = Set.of(listed.partitionSpec().partitionColumns().fieldNames());
    return where
        .about(names)
        .map(
            condition ->
                of(
                    listed,
                    rows.where(
                        new Column(new RowCondition(condition, rows, Set.of()).resolved()))));
  }

  private static Selected of(PartitioningAwareFileIndex listed, Dataset<Row> pruned) {
    Set<InternalRow> left = new HashSet<>();
    // A condition that cannot hold leaves no reading at all.
    for (SparkPlan leaf :
        ExpressionTree.java(pruned.queryExecution().sparkPlan().collectLeaves())) {
      if (leaf instanceof FileSourceScanExec reading) {
        for (PartitionDirectory folder : reading.selectedPartitions()) {
          left.add(folder.values());
        }
      }
    }
    Set<Path> folders =
        ExpressionTree.java(listed.partitionSpec().partitions()).stream()
            .filter(folder -> left.contains(folder.values()))
            .map(PartitionPath::path)
            .collect(Collectors.toSet());
    return new Selected(
        folders,
        ExpressionTree.java(listed.allFiles()).stream()
            .filter(file -> folders.contains(file.getPath().getParent()))
            .toList());
  }
}
