/**
 * What a bundle keeps of the rows that were held out when its model was trained: errors, codes and
 * inputs, as figures that later rows are compared with.
 */
package org.diabolo.network.reference;
