/**
 * PyTorch through DJL, as fast as DJL lets it be: a graph's configuration is read into PyTorch's
 * own kernels. Compiled by the Maven profile {@code bench} only.
 */
package org.diabolo.bench.engine.pytorch;
