/**
 * What a DL4J graph's configuration says about the arrays that go in and the labels it is shown.
 */
package org.diabolo.engine.graph;
