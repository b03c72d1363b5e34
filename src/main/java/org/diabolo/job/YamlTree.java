package org.diabolo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML as a tree in which every scalar still has its text as it was written. An alias ({@code
 * *name}) is a copy of what its anchor names, and {@code <<} merges mappings as YAML 1.1 has it.
 */
final class YamlTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** With copies: aliases of aliases could make a small file as large as anything. */
  private static final int MOST_NODES = 100_000;

  private int nodes;
  private final List<Node> open = new ArrayList<>();

  private YamlTree() {}

  /** A text that is no YAML, or none that a job can be read from. */
  static final class Fault extends IOException {
    private static final long serialVersionUID = 1;

    private final int line;

    private Fault(int line, String problem) {
      super(problem);
      this.line = line;
    }

    /** From 1. */
    int line() {
      return line;
    }
  }

  /**
   * @param yaml one document
   * @return its tree; null (with an empty text) where there is nothing in it
   * @throws Fault when it is not YAML, holds more than one document, a tag that is none of YAML's
   *     own, or a mapping with one key twice
   */
  static JsonNode read(String yaml) throws Fault {
    try {
      LoaderOptions options = new LoaderOptions();
      // Nothing is made of a tag; those that mean nothing are told of below.
      options.setTagInspector(tag -> true);
      Iterator<Node> documents = new Yaml(options).composeAll(new StringReader(yaml)).iterator();
      Node first = documents.hasNext() ? documents.next() : null;
      if (documents.hasNext()) {
        throw fault(documents.next(), "there is more than one document");
      }
      return first == null ? YamlScalar.nothing() : new YamlTree().tree(first);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new Fault(line, problem(e));
    } catch (YAMLException e) {
      throw new Fault(1, firstLine(e.getMessage()));
    }
  }

  private static String problem(MarkedYAMLException e) {
    String problem = firstLine(e.getProblem() == null ? e.getMessage() : e.getProblem());
    return problem.contains("undefined alias")
        ? problem + " (an alias needs its anchor, &name, above it; quote it where it is a text)"
        : problem;
  }

  private static String firstLine(String text) {
    return text == null ? "" : text.lines().findFirst().orElse("").strip();
  }

  private static Fault fault(Node node, String problem) {
    return new Fault(node.getStartMark().getLine() + 1, problem);
  }

  private JsonNode tree(Node node) throws Fault {
    if (++nodes > MOST_NODES) {
      throw fault(node, "aliases make more than " + MOST_NODES + " values of it");
    }
    if (open.stream().anyMatch(above -> above == node)) {
      throw fault(node, "an alias stands within what it names");
    }
    open.add(node);
    JsonNode tree;
    if (node instanceof MappingNode mapping) {
      requireTag(node, Tag.MAP);
      tree = mapping(mapping);
    } else if (node instanceof SequenceNode sequence) {
      requireTag(node, Tag.SEQ);
      ArrayNode list = NODES.arrayNode();
      for (Node element : sequence.getValue()) {
        list.add(tree(element));
      }
      tree = list;
    } else {
      ScalarNode scalar = (ScalarNode) node;
      if (!YamlScalar.isKnown(scalar.getTag())) {
        throw unknown(node);
      }
      tree = YamlScalar.of(scalar);
    }
    open.remove(open.size() - 1);
    return tree;
  }

  private static void requireTag(Node node, Tag tag) throws Fault {
    if (!node.getTag().equals(tag)) {
      throw unknown(node);
    }
  }

  private static Fault unknown(Node node) {
    String tag = node.getTag().getValue();
    String shown = tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag;
    return fault(
        node,
        "the tag " + shown + " means nothing here: leave it out, or quote what begins with it");
  }

  /** A mapping's own keys go before those that are merged into it, wherever they stand. */
  private ObjectNode mapping(MappingNode mapping) throws Fault {
    ObjectNode own = NODES.objectNode();
    ObjectNode merged = NODES.objectNode();
    for (NodeTuple entry : mapping.getValue()) {
      Node name = entry.getKeyNode();
      if (!(name instanceof ScalarNode scalar)) {
        throw fault(name, "a key is a list or a mapping, allowed: a text");
      }
      if (name.getTag().equals(Tag.MERGE)) {
        merge(entry.getValueNode(), merged);
      } else if (own.has(scalar.getValue())) {
        throw fault(name, "the key " + scalar.getValue() + " is there twice");
      } else {
        own.set(scalar.getValue(), tree(entry.getValueNode()));
      }
    }
    merged.fields().forEachRemaining(entry -> own.putIfAbsent(entry.getKey(), entry.getValue()));
    return own;
  }

  private void merge(Node from, ObjectNode into) throws Fault {
    JsonNode tree = tree(from);
    List<JsonNode> mappings = new ArrayList<>();
    (tree.isArray() ? tree : List.of(tree)).forEach(mappings::add);
    for (JsonNode each : mappings) {
      if (!each.isObject()) {
        throw fault(from, "<< merges a mapping or a list of mappings, and this is neither");
      }
      each.fields().forEachRemaining(entry -> into.putIfAbsent(entry.getKey(), entry.getValue()));
    }
  }
}
