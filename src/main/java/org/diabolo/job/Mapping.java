package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a mapping of a job file may hold: the options of one form, or of several that exclude each
 * other.
 *
 * @param forms at least one
 */
record Mapping(List<Form> forms) implements OptionType<Section> {
  /** Tells forms apart, where they have kinds. */
  static final String KIND = "kind";

  /**
   * Options that go together.
   *
   * @param kind the value of the key {@code kind} that asks for them; null where none is asked for
   * @param options in the order of the reference
   */
  record Form(String kind, List<Option<?>> options) {
    static Form of(Option<?>... options) {
      return new Form(null, List.of(options));
    }

    static Form ofKind(Enum<?> kind, List<Option<?>> options) {
      return new Form(Section.nameOf(kind), options);
    }
  }

  static Mapping of(Option<?>... options) {
    return new Mapping(List.of(Form.of(options)));
  }

  static Mapping of(Form... forms) {
    return new Mapping(List.of(forms));
  }

  /** All options, each once. */
  List<Option<?>> options() {
    return distinct(forms);
  }

  /** All options by the kinds that ask for them; under null where no kind is asked for. */
  Map<String, List<Option<?>>> byKind() {
    Map<String, List<Option<?>>> kinds = new LinkedHashMap<>();
    ofKinds().forEach((kind, of) -> kinds.put(kind, distinct(of)));
    return kinds;
  }

  /** The options that a section of a job may have, which says what kind it is of. */
  List<Option<?>> options(Section section) {
    return distinct(
        forms.stream().filter(it -> it.kind() == null || section.says(KIND, it.kind())).toList());
  }

  private static List<Option<?>> distinct(List<Form> forms) {
    List<Option<?>> options = new ArrayList<>();
    for (Form form : forms) {
      form.options().stream().filter(option -> !options.contains(option)).forEach(options::add);
    }
    return options;
  }

  private Map<String, List<Form>> ofKinds() {
    Map<String, List<Form>> kinds = new LinkedHashMap<>();
    forms.forEach(form -> kinds.computeIfAbsent(form.kind(), k -> new ArrayList<>()).add(form));
    return kinds;
  }

  @Override
  public Section read(Section section, String key, Section fallback) {
    return section.section(key);
  }

  @Override
  public String values() {
    return "a mapping";
  }

  @Override
  public JsonNode json(Section value) {
    throw new UnsupportedOperationException("a mapping has no default of its own");
  }

  @Override
  public ObjectNode schema() {
    Map<String, List<Form>> kinds = ofKinds();
    if (kinds.containsKey(null)) {
      return anyOf(kinds.get(null));
    }
    // By conditions, so that an editor complains of a key by the kind that it sees.
    ObjectNode schema = Schemas.type("object");
    schema.putArray("required").add(KIND);
    schema.putObject("properties").set(KIND, Schemas.oneOf(kinds.keySet()));
    ArrayNode conditions = schema.putArray("allOf");
    kinds.forEach(
        (kind, of) -> {
          ObjectNode condition = conditions.addObject();
          ObjectNode asked = condition.putObject("if");
          asked.putObject("properties").set(KIND, Schemas.oneOf(List.of(kind)));
          asked.putArray("required").add(KIND);
          condition.set("then", anyOf(of));
        });
    return schema;
  }

  private static ObjectNode anyOf(List<Form> forms) {
    List<ObjectNode> schemas = forms.stream().map(Mapping::schema).toList();
    return schemas.size() == 1 ? schemas.get(0) : Schemas.anyOf(schemas);
  }

  private static ObjectNode schema(Form form) {
    ObjectNode schema = Schemas.type("object");
    ObjectNode properties = schema.putObject("properties");
    form.options().forEach(option -> properties.set(option.key(), option.schema()));
    List<String> required =
        form.options().stream().filter(Option::required).map(Option::key).toList();
    if (!required.isEmpty()) {
      ArrayNode keys = schema.putArray("required");
      required.forEach(keys::add);
    }
    return schema.put("additionalProperties", false);
  }
}
