/**
 * Files on any Hadoop file system: whole writes, publication by rename, and the one JSON mapper.
 */
package org.diabolo.store;
