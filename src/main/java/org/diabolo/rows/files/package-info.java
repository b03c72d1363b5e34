/**
 * What lies under an input's path, as people have it: CSV by RFC 4180, files of one folder that
 * differ, columns that Spark cannot read. What is read is read rightly; what cannot be is refused
 * with the file's name.
 */
package org.diabolo.rows.files;
