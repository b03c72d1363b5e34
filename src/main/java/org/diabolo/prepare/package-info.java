/**
 * Raw rows to the prepared corpus: rejects set apart, splits drawn, fields fitted on the train
 * split, every good row written as the numbers that networks eat.
 */
package org.diabolo.prepare;
