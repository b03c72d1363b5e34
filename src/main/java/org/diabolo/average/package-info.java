/**
 * Training by parameter averaging: every replica takes {@code period} local steps from the same
 * parameters, then their parameters and optimiser states are averaged by the examples each has
 * trained on, in a fixed order.
 */
package org.diabolo.average;
