package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.testing.CopyingFiles;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private JobSpec job() throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: dots
            data: {input: {path: "%s"}, key: id}
            source: {column: pixels, kind: image, shape: [1, 1, 1]}
            encoder: {kind: mlp, code: 1}
            decoder: {kind: mlp}
            """
                .formatted(folder.resolve("in")));
    return Jobs.read(job, List.of());
  }

  @Test
  void pictureIsWrittenWhereItsUriSays() throws Exception {
    CopyingFiles.register(spark.sparkContext().hadoopConfiguration());
    spark
        .createDataFrame(
            List.of(RowFactory.create("a", new byte[] {(byte) 200})),
            new StructType().add("id", DataTypes.StringType).add("pixels", DataTypes.BinaryType))
        .write()
        .parquet(folder.resolve("in").toString());
    var decoded =
        spark.createDataFrame(
            List.of(RowFactory.create("a", List.of(99.6))),
            new StructType()
                .add("id", DataTypes.StringType)
                .add("pixels", DataTypes.createArrayType(DataTypes.DoubleType)));

    Pictures.draw(spark, job(), decoded, 1, "copying:" + folder + "/dots.png");

    BufferedImage drawn = ImageIO.read(folder.resolve("dots.png").toFile());
    assertThat(drawn.getRGB(4, 4) & 0xFFFFFF).isEqualTo(200 * 0x010101);
    assertThat(drawn.getRGB(4, 12) & 0xFFFFFF).isEqualTo(100 * 0x010101);
    assertThat(drawn.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
  }

  @Test
  void folderMustBeThere() {
    assertThatThrownBy(() -> Pictures.check(spark, job(), 1, folder + "/no/dots.png"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageStartingWith("--picture " + folder + "/no/dots.png: allowed: a file in");
  }

  @Test
  void nobodysFileIsDrawnOver() throws Exception {
    Path mine = Files.writeString(folder.resolve("dots.png"), "mine");

    assertThatThrownBy(() -> Pictures.check(spark, job(), 1, mine.toString()))
        .isInstanceOf(InvalidJobException.class)
        .hasMessage(
            "--picture " + mine + ": there is something already; remove it, or name another file");

    assertThat(mine).hasContent("mine");
  }

  @Test
  void nothingIsDrawnIntoTheInput() throws Exception {
    Files.createDirectories(folder.resolve("in/pictures"));

    assertThatThrownBy(
            () ->
                Pictures.check(spark, job(), 1, folder.resolve("in/pictures/dots.png").toString()))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("lies in data.input.path " + folder + "/in, where the next reading");
  }
}
