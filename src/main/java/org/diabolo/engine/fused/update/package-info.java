/**
 * What follows the gradients: optimiser steps in DL4J's formulas, and the layout of their state.
 */
package org.diabolo.engine.fused.update;
