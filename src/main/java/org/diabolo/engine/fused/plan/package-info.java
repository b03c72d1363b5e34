/**
 * What a compiled graph is made of: {@link org.diabolo.engine.fused.plan.Signal}s between {@link
 * org.diabolo.engine.fused.plan.Node}s, in {@code Stage}s of one vertex each.
 */
package org.diabolo.engine.fused.plan;
