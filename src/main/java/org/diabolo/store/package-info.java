/**
 * Files on any Hadoop file system: whole writes, publication of whole folders, and the one JSON
 * mapper.
 */
package org.diabolo.store;
