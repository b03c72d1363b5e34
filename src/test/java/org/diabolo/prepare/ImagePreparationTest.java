package org.diabolo.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.batch.Example;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.field.ImageField;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.Input;
import org.diabolo.store.Folder;
import org.diabolo.testing.Jobs;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePreparationTest {
  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  private void draw(String name, String format, int size, int colour) throws Exception {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < size * size; i++) {
      image.setRGB(i % size, i / size, colour);
    }
    Path file = folder.resolve("images").resolve(name);
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
  }

  @Test
  void pngAndJpegFilesOfAnySizeArePreparedAndOthersRejected() throws Exception {
    draw("red.png", "png", 7, 0xff0000);
    draw("below/white.jpg", "jpg", 16, 0xffffff);
    draw("black.png", "png", 2, 0);
    Files.writeString(folder.resolve("images/notes.png"), "no picture");
    Files.writeString(folder.resolve("images/README"), "left out by the filter");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: pictures
            data:
              input:
                format: binaryfile
                path: "%s"
                options: {recursiveFileLookup: true, pathGlobFilter: "*.{png,jpg}"}
              key: path
              split: {test: 0, valid: 0}
              max_rejects: 0.5
            source: {kind: image, column: content, shape: [4, 3, 3], content: file}
            encoder: {kind: mlp}
            decoder: {kind: mlp}
            """
                .formatted(folder.resolve("images")));
    JobSpec spec = Jobs.read(job, List.of());

    Folder rejects = Folder.of(folder.resolve("rejects").toString(), new Configuration());
    PreparedCorpus corpus =
        new Preparation(spark, spec)
            .run(Folder.of(folder.resolve("prepared").toString(), new Configuration()), rejects);

    assertThat(corpus.card().source()).isEqualTo(new ImageField(4, 3, 3));
    assertThat(corpus.rows(Split.TRAIN)).isEqualTo(3);
    Map<String, float[]> images = new TreeMap<>();
    for (Example example : corpus.read(spark).examples(Split.TRAIN).collect()) {
      images.put(example.key().replaceAll(".*/", ""), example.source());
    }
    assertThat(images.keySet()).containsExactly("black.png", "red.png", "white.jpg");
    for (int i = 0; i < 36; i++) {
      assertThat(images.get("black.png")[i]).isZero();
      assertThat(images.get("white.jpg")[i]).isOne();
      assertThat(images.get("red.png")[i]).isEqualTo(i < 12 ? 1f : 0f);
    }
    List<Row> bad = spark.read().parquet(rejects.path().toString()).collectAsList();
    assertThat(bad).hasSize(1);
    assertThat(bad.get(0).<String>getAs("path")).endsWith("images/notes.png");
    assertThat(bad.get(0).mkString("|"))
        .endsWith("|not an image|content|10 bytes that are neither PNG nor JPEG");
    assertThat(Input.snapshot(spark, spec.data().input()).files()).isEqualTo(5);
  }
}
