/**
 * How the models of a job follow each other: the journal of decisions, and the champion, which is
 * what the journal says.
 */
package org.diabolo.retrain;
