/**
 * What trains and runs a network inside one executor slot: {@link org.diabolo.engine.Replica}
 * (parameters in, local steps, parameters out) and {@link org.diabolo.engine.Forward}. Engines live
 * in rooms of their own; nothing here knows Spark.
 */
package org.diabolo.engine;
