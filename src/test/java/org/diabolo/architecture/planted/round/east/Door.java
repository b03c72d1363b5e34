package org.diabolo.architecture.planted.round.east;

/** Leads to the other, which leads back. */
public record Door(org.diabolo.architecture.planted.round.west.Door next) {}
