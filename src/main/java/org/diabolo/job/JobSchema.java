package org.diabolo.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What job files may say, for editors. */
public final class JobSchema {
  private JobSchema() {}

  /**
   * Describes job files. What it refuses is refused by the parser too, but for a few spellings,
   * such as {@code 1_000}, that YAML 1.2 takes for something else; the parser alone knows what
   * options have to do with each other.
   *
   * @return a JSON Schema, draft 2020-12
   */
  public static ObjectNode tree() {
    ObjectNode schema = Schemas.empty();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A job of Diabolo");
    schema.setAll(JobSpec.MAPPING.schema());
    return schema;
  }
}
