package org.diabolo.architecture.planted.upper;

/** Uses nothing. */
public record Attic() {}
