package org.diabolo.engine.kind;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.diabolo.engine.fused.plan.Build;
import org.diabolo.engine.fused.plan.Signal;
import org.diabolo.engine.fused.plan.UncoveredException;

/**
 * How one kind of DL4J's preprocessors becomes nodes; mostly it only reads a signal as another
 * shape.
 *
 * @param <P> the preprocessor
 */
@FunctionalInterface
interface PreprocessorKind<P extends InputPreProcessor> {

  /**
   * @param preprocessor to compile
   * @param in what it reads
   * @param build to add nodes to
   * @return what it writes
   * @throws UncoveredException when it does not fit what it reads
   */
  Signal compile(P preprocessor, Signal in, Build build) throws UncoveredException;
}
