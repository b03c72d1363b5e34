/**
 * What is written against netlib's classes, and loaded together with a copy of them that Spark does
 * not share ({@code NetlibLoader} says why): bindings, and their comparison with plain Java.
 * Nothing outside names these classes, except the loader and tests.
 */
package org.diabolo.engine.natives.netlib;
