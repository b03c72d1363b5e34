package org.diabolo.rows.files;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.execution.datasources.CodecStreams;
import org.diabolo.store.Reason;
import org.diabolo.store.StoreFailure;

/**
 * What must be known of a CSV file before it is read.
 *
 * @param header its first record; null where there is none
 * @param breaks whether line breaks stand within quotes
 * @param damage what is wrong with it; null for nothing
 */
record CsvFile(List<String> header, boolean breaks, String damage) implements Serializable {

  /**
   * @param options of the reader
   * @param key of the job file that has them
   * @param scanned whether the file is read to its end for its quotes
   * @throws IOException when it is the store that fails, which says nothing of the file
   */
  static CsvFile look(
      String path, Map<String, String> options, String key, boolean scanned, Configuration hadoop)
      throws IOException {
    CSVOptions csv = new CSVOptions(ScalaMap.of(options), false, "UTC");
    try {
      Optional<String> other = other(path, hadoop);
      if (other.isPresent()) {
        return new CsvFile(null, false, other.get());
      }
      List<String> header = header(new Path(path), csv, hadoop);
      // A quote of no character is what Spark makes of none at all.
      if (header == null || !scanned || csv.quote() == 0 || csv.delimiter().length() != 1) {
        return new CsvFile(header, false, null);
      }
      QuoteScan scan = scan(new Path(path), csv, key, hadoop);
      return new CsvFile(header, scan.breaks(), scan.damage());
    } catch (IOException | TextParsingException e) {
      if (StoreFailure.isOfStore(e)) {
        throw e;
      }
      return new CsvFile(null, false, Reason.of(e));
    }
  }

  private static Optional<String> other(String path, Configuration hadoop) throws IOException {
    try (InputStream in = CodecStreams.createInputStream(hadoop, new Path(path))) {
      return FileKind.complaint(path, in);
    }
  }

  private static List<String> header(Path path, CSVOptions csv, Configuration hadoop)
      throws IOException {
    try (InputStream in = CodecStreams.createInputStream(hadoop, path)) {
      CsvParserSettings settings = csv.asParserSettings();
      // Else a line ends in LF, and the last name in CR.
      settings.setLineSeparatorDetectionEnabled(csv.lineSeparatorInRead().isEmpty());
      CsvParser parser = new CsvParser(settings);
      parser.beginParsing(in, csv.charset());
      String[] header = parser.parseNext();
      parser.stopParsing();
      return header == null ? null : Arrays.asList(header);
    }
  }

  private static QuoteScan scan(Path path, CSVOptions csv, String key, Configuration hadoop)
      throws IOException {
    try (InputStream in = CodecStreams.createInputStream(hadoop, path);
        InputStreamReader text = new InputStreamReader(in, csv.charset())) {
      return new QuoteScan(
              key,
              csv.delimiter().charAt(0),
              csv.quote(),
              csv.escape(),
              csv.isCommentSet() ? csv.comment() : -1)
          .read(text);
    }
  }
}
