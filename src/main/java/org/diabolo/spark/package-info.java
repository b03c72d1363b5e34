/**
 * What is ours about Spark alone: task slots, names of its jobs, its rows without boxes, its
 * shuffles. Knows nothing of Diabolo.
 */
package org.diabolo.spark;
