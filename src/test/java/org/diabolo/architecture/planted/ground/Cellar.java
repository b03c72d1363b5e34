package org.diabolo.architecture.planted.ground;

import org.diabolo.architecture.planted.upper.Attic;

/** Uses another room. */
record Cellar(Attic above) {}
