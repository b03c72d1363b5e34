/**
 * What the next round of a training needs to know of those before it, and the files that keep it.
 */
package org.diabolo.average.checkpoint;
