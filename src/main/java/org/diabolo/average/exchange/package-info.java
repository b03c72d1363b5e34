/**
 * What replicas and driver send each other in a round: packed arrays, the published state, and the
 * ways in which results are brought together as a weighted mean.
 */
package org.diabolo.average.exchange;
