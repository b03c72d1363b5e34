/**
 * How a command comes to work on a cluster: its job file and places, as all machines see them, and
 * Spark's session, with the memory that executors need.
 */
package org.diabolo.submit;
