package org.diabolo.job;

import java.util.List;

/**
 * What goes into the encodings besides key and code.
 *
 * @param columns of the input, copied as they are; default none
 */
public record EncodeSpec(List<String> columns) {
  /** Columns that encodings have of their own. */
  static final List<String> OURS = List.of("code", "reconstruction_error", "model_version");

  static EncodeSpec read(Section section) {
    EncodeSpec spec = new EncodeSpec(section.texts("columns", List.of()));
    section.close();
    return spec;
  }
}
