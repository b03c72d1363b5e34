/** How good a model is, beside a baseline that costs nothing to train. */
package org.diabolo.evaluate;
