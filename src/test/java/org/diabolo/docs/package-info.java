/**
 * Tests of the documentation: every block is marked and held to the program, every link leads
 * somewhere.
 */
package org.diabolo.docs;
