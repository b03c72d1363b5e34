/**
 * Whether rows still look like those that a model was trained on: by their errors, their codes and
 * their inputs, each with a bound that counts the rows of both sides.
 */
package org.diabolo.drift;
