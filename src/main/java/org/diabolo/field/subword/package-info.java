/**
 * Learning subwords from counted words. No library that trains them on the JVM was found (those
 * with natives in their jars only apply what was learned elsewhere), and both methods are small.
 */
package org.diabolo.field.subword;
