package org.diabolo.engine.fused.plan;

import java.util.List;
import org.diabolo.engine.fused.update.Update;

/**
 * What one vertex of the graph became.
 *
 * @param name of the vertex
 * @param nodes in the order of the forward pass
 * @param update of its parameters; null where it has none
 * @param trained whether it is passed on the way back
 */
record Stage(String name, List<Node> nodes, Update update, boolean trained) {

  void forward(Pass pass) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).forward(pass);
    }
  }

  void backward(Pass pass) {
    if (trained) {
      for (int i = nodes.size() - 1; i >= 0; i--) {
        nodes.get(i).backward(pass);
      }
    }
  }
}
