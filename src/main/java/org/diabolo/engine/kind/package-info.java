/**
 * What is known of each kind of DL4J's layers, vertices and preprocessors: how it becomes nodes of
 * the fused engine, and what both engines ask of it. A class ends in {@code Kind} and begins with
 * DL4J's name for what it is of; {@code Kinds} lists them, a line each.
 */
package org.diabolo.engine.kind;
