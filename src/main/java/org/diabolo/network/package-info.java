/**
 * Encoder and decoder families as stock DL4J graphs, and the {@link org.diabolo.network.Bundle}
 * that holds a trained pair.
 *
 * <p>The port between them is one name: an encoder ends in a vertex called {@code code}, a decoder
 * begins at one. In the joint graph that is trained, it is the encoder's last layer; in the
 * decoder's own graph it is the input. So families know only the port, never each other.
 */
package org.diabolo.network;
