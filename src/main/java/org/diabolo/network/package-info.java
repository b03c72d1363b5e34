/**
 * Encoder and decoder families as stock DL4J graphs, and the {@link org.diabolo.network.Bundle}
 * that holds a trained pair.
 *
 * <p>Between them are names, those of {@link org.diabolo.network.Port}. An encoder ends in a vertex
 * called {@code code}, a decoder begins at one: in the joint graph that is trained it is the
 * encoder's last layer, in the decoder's own graph an input. One that attends also reads {@code
 * memory}, one vector for each step of the source, which only some encoders have. What a decoder of
 * text is told besides, at each step, comes in by {@code given}, an input of the joint graph and of
 * the decoder's own. So families know only the port, never each other.
 */
package org.diabolo.network;
