/**
 * Fields: what a network eats, made from a raw cell and back. A {@link org.diabolo.field.Field} is
 * fitted once, saved in the bundle as JSON, and the same for training, encoding and decoding.
 */
package org.diabolo.field;
