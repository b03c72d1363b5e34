package org.diabolo.cli;

import static org.apache.spark.sql.functions.col;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.diabolo.field.image.ImageFile;
import org.diabolo.field.image.UnreadableImageException;
import org.diabolo.job.FieldSpec.ImageSpec;
import org.diabolo.job.FieldSpec.ImageSpec.Content;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobSpec;
import org.diabolo.rows.Input;
import org.diabolo.spark.ColumnNames;
import org.diabolo.store.Folder;
import org.diabolo.submit.Overlaps;
import org.diabolo.submit.Place;

/** Draws original images in one line and what came back from their codes below. */
final class Pictures {
  private static final int ZOOM = 4;
  private static final int GAP = 4;
  private static final int PAPER = 0xFFFFFF;

  private Pictures() {}

  static void check(SparkSession spark, JobSpec spec, int count, String file) {
    Folder place = place(spark, file);
    if (place.path().isRoot()
        || !place.parent().exists()
        || place.parent().hasFolder(place.name())) {
      throw new InvalidJobException(
          "--picture " + file + ": allowed: a file in a folder that exists");
    }
    requireFree(spark, file);
    Overlaps.require(
        List.of(
            Place.written("--picture", file),
            Place.read("data.input.path", spec.data().input().path())),
        spark.sparkContext().hadoopConfiguration());
    if (!(spec.source() instanceof ImageSpec image)
        || !spec.autoencoder()
        || image.channels() != 1 && image.channels() != 3) {
      throw new InvalidJobException(
          "--picture: allowed: jobs that give grey or colour images back, this one does not");
    }
    if (count < 1 || count > 1000) {
      throw new InvalidJobException(
          "--picture-rows: found " + count + ", allowed: a whole number from 1 to 1000");
    }
  }

  private static void requireFree(SparkSession spark, String file) {
    if (place(spark, file).exists()) {
      throw new InvalidJobException(
          "--picture " + file + ": there is something already; remove it, or name another file");
    }
  }

  /**
   * @param decoded rows with the key and the image's numbers, 0 to 255
   */
  static void draw(SparkSession spark, JobSpec spec, Dataset<Row> decoded, int count, String file) {
    ImageSpec image = (ImageSpec) spec.source();
    String key = spec.data().key();
    List<Row> rows =
        decoded
            .select(
                col(ColumnNames.quoted(key)), col(ColumnNames.quoted(image.column())).as("back"))
            .orderBy(ColumnNames.quoted(key))
            .limit(count)
            .join(
                Input.open(spark, spec.data().input(), spec)
                    .select(
                        col(ColumnNames.quoted(key)),
                        col(ColumnNames.quoted(image.column())).as("original"))
                    .dropDuplicates(key),
                key)
            .orderBy(ColumnNames.quoted(key))
            .collectAsList();
    int across = GAP + rows.size() * (image.width() * ZOOM + GAP);
    int down = GAP + 2 * (image.height() * ZOOM + GAP);
    BufferedImage sheet = new BufferedImage(across, down, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < across; x++) {
      for (int y = 0; y < down; y++) {
        sheet.setRGB(x, y, PAPER);
      }
    }
    int left = GAP;
    for (Row row : rows) {
      byte[] original = pixels(image, row.getAs("original"));
      List<Double> back = row.getList(row.fieldIndex("back"));
      paint(sheet, image, left, GAP, i -> Byte.toUnsignedInt(original[i]));
      paint(
          sheet,
          image,
          left,
          GAP + image.height() * ZOOM + GAP,
          i -> (int) Math.round(Math.max(0, Math.min(255, back.get(i)))));
      left += image.width() * ZOOM + GAP;
    }
    // Once more: decoding may have taken hours.
    requireFree(spark, file);
    Folder place = place(spark, file);
    write(sheet, place.parent(), place.name());
  }

  private static byte[] pixels(ImageSpec image, byte[] cell) {
    try {
      return image.content() == Content.RAW
          ? cell
          : new ImageFile(image.height(), image.width(), image.channels()).pixels(cell);
    } catch (UnreadableImageException e) {
      throw new IllegalStateException("an image that was encoded cannot be read again", e);
    }
  }

  private static void paint(
      BufferedImage sheet,
      ImageSpec image,
      int left,
      int top,
      java.util.function.IntUnaryOperator at) {
    for (int y = 0; y < image.height() * ZOOM; y++) {
      for (int x = 0; x < image.width() * ZOOM; x++) {
        int pixel = (y / ZOOM * image.width() + x / ZOOM) * image.channels();
        int red = at.applyAsInt(pixel);
        int green = image.channels() == 1 ? red : at.applyAsInt(pixel + 1);
        int blue = image.channels() == 1 ? red : at.applyAsInt(pixel + 2);
        sheet.setRGB(left + x, top + y, red << 16 | green << 8 | blue);
      }
    }
  }

  /** On whichever file system the user names, with the folders that a relative path leaves out. */
  private static Folder place(SparkSession spark, String file) {
    return Folder.of(file, spark.sparkContext().hadoopConfiguration());
  }

  /** Drawn before it is written: a picture's writer seeks, which a stream to a store cannot. */
  private static void write(BufferedImage sheet, Folder folder, String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(sheet, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folder.write(name, bytes.toByteArray());
  }
}
