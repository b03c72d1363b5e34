/**
 * One run of a job: its directory, its manifest, and the stages in order. A stage that has finished
 * is not repeated; what it left is whole or not there.
 */
package org.diabolo.pipeline;
