/** Tests of the data sets in {@code sample-data/}: what the jobs that read them rely on. */
package org.diabolo.sample;
