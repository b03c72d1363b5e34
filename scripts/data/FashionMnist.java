import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes Fashion-MNIST as Parquet; started by {@code scripts/fetch-data}.
 *
 * <p>Arguments: the folder of the four IDX files, the folder to make, how many Parquet files, and
 * how many images of each class to take from train and from test (6000 and 1000 are all of them).
 */
public final class FashionMnist {
  private static final String[] CLASSES = {
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
    "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"
  };
  private static final int PIXELS = 28 * 28;
  private static final int IMAGES_HEADER = 16;
  private static final int LABELS_HEADER = 8;
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("pixels", DataTypes.BinaryType, false)
          .add("label", DataTypes.StringType, false)
          .add("origin", DataTypes.StringType, false);

  /** With the SHA-256 of the unpacked files, as those of MNIST (digits) have the same names. */
  private enum Part {
    TRAIN(
        "train",
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
    TEST(
        "t10k",
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    final String prefix;
    final String imagesSha256;
    final String labelsSha256;

    Part(String prefix, String imagesSha256, String labelsSha256) {
      this.prefix = prefix;
      this.imagesSha256 = imagesSha256;
      this.labelsSha256 = labelsSha256;
    }
  }

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    Path from = Path.of(args[0]);
    List<Row> rows = new ArrayList<>();
    rows.addAll(read(from, Part.TRAIN, Integer.parseInt(args[3])));
    rows.addAll(read(from, Part.TEST, Integer.parseInt(args[4])));
    ParquetFolder.write(rows, SCHEMA, Path.of(args[1]), Integer.parseInt(args[2]));
  }

  /** The first images of each class in the original order: always the same ones, and well mixed. */
  private static List<Row> read(Path from, Part part, int perClass)
      throws IOException, GeneralSecurityException {
    ByteBuffer images =
        unpack(from.resolve(part.prefix + "-images-idx3-ubyte.gz"), part.imagesSha256)
            .position(IMAGES_HEADER);
    ByteBuffer labels =
        unpack(from.resolve(part.prefix + "-labels-idx1-ubyte.gz"), part.labelsSha256)
            .position(LABELS_HEADER);
    String origin = part.name().toLowerCase();
    int[] taken = new int[CLASSES.length];
    List<Row> rows = new ArrayList<>();
    for (int i = 0; labels.hasRemaining(); i++) {
      byte[] pixels = new byte[PIXELS];
      images.get(pixels);
      int label = labels.get();
      if (taken[label]++ < perClass) {
        String id = String.format("%s-%05d", origin, i);
        rows.add(RowFactory.create(id, pixels, CLASSES[label], origin));
      }
    }
    return rows;
  }

  private static ByteBuffer unpack(Path file, String sha256)
      throws IOException, GeneralSecurityException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      byte[] bytes = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      if (!HexFormat.of().formatHex(digest).equals(sha256)) {
        throw new IOException(file + " is not Fashion-MNIST's: its SHA-256 differs");
      }
      return ByteBuffer.wrap(bytes);
    }
  }
}
