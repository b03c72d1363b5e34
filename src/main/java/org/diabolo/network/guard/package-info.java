/**
 * DL4J's files read as what they are: bytes from somewhere else. DL4J's own reader runs Java
 * deserialisation on an entry of a zip and loads any class that a configuration names; here nothing
 * is deserialised, a class is judged by its name before it is loaded, and sizes are compared with
 * what the file can hold before memory is asked for.
 */
package org.diabolo.network.guard;
