import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Writes what 100 grams of foods hold as Parquet; started by {@code scripts/fetch-data}. Prints how
 * many foods of how many.
 *
 * <p>Arguments: usda_sr24.jar of the Debian package cronometer, foods.txt, the folder to make, how
 * many Parquet files, and the share of foods to take, 1 for all.
 */
public final class Foods {
  private static final String FOLDER = "usda_sr24/";

  public static void main(String[] args)
      throws IOException, ParserConfigurationException, SAXException {
    List<String[]> columns = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      if (!line.startsWith("#")) {
        columns.add(line.split("\\|"));
      }
    }
    double share = Double.parseDouble(args[4]);
    List<Row> rows = new ArrayList<>();
    List<String> ids;
    try (ZipFile jar = new ZipFile(args[0])) {
      ids = ids(jar);
      for (String id : ids) {
        Object[] values = Share.has(id, share) ? read(jar, id, columns) : null;
        if (values != null) {
          rows.add(RowFactory.create(values));
        }
      }
    }
    ParquetFolder.write(rows, schema(columns), Path.of(args[2]), Integer.parseInt(args[3]));
    System.out.printf("%,d of %,d foods%n", rows.size(), ids.size());
  }

  private static StructType schema(List<String[]> columns) {
    List<StructField> fields =
        new ArrayList<>(List.of(ParquetFolder.textColumns("id", "name").fields()));
    String[] names = columns.stream().map(column -> column[0]).toArray(String[]::new);
    fields.addAll(List.of(ParquetFolder.columns(DataTypes.DoubleType, names).fields()));
    return DataTypes.createStructType(fields);
  }

  /** In their order; foods of earlier releases are in another index. */
  private static List<String> ids(ZipFile jar) throws IOException {
    try (BufferedReader index =
        new BufferedReader(
            new InputStreamReader(
                jar.getInputStream(jar.getEntry(FOLDER + "foods.index")),
                StandardCharsets.UTF_8))) {
      return index.lines().map(line -> line.split("\\|")[0]).sorted().toList();
    }
  }

  /** Null for a food of which one of the columns is not known. */
  private static Object[] read(ZipFile jar, String id, List<String[]> columns)
      throws IOException, ParserConfigurationException, SAXException {
    ZipEntry entry = jar.getEntry(FOLDER + id + ".xml");
    if (entry == null) {
      return null;
    }
    Element food;
    try (InputStream in = jar.getInputStream(entry)) {
      DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
      xml.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      food = xml.newDocumentBuilder().parse(in).getDocumentElement();
    }
    Map<String, Double> amounts = new HashMap<>();
    NodeList nutrients = food.getElementsByTagName("nutrient");
    for (int i = 0; i < nutrients.getLength(); i++) {
      Element nutrient = (Element) nutrients.item(i);
      amounts.put(nutrient.getAttribute("name"), Double.valueOf(nutrient.getAttribute("amount")));
    }
    Object[] values = new Object[2 + columns.size()];
    values[0] = id;
    values[1] = food.getAttribute("name");
    for (int i = 0; i < columns.size(); i++) {
      values[2 + i] = amounts.get(columns.get(i)[2]);
      if (values[2 + i] == null) {
        return null;
      }
    }
    return values;
  }
}
