/** What tests of several rooms share: one Spark session, one small table. */
package org.diabolo.testing;
