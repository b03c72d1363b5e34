/**
 * The codes of one model that are kept as rows come, change and go: one folder, in which sets of
 * rows become visible by numbered lists, each put if it is absent. A reader finds every key once,
 * with its newest code. Which model is in use is none of this room's business.
 */
package org.diabolo.codes;
