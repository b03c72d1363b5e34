/** Measurements beside peers: both sides in one run, in turn, reported as ratios. */
package org.diabolo.bench;
