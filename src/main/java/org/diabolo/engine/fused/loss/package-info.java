/** DL4J's loss functions, as the last nodes of a plan. */
package org.diabolo.engine.fused.loss;
