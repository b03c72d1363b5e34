package org.diabolo.network;

/** The files of a bundle; its text is where they lie, for messages. */
interface BundleFiles {

  /**
   * @return whether there is such a file
   */
  boolean has(String name);

  /**
   * @param name of a file
   * @return its bytes' number
   * @throws org.diabolo.job.BadDataException when it cannot be read
   */
  long size(String name);

  /**
   * @param name of a file
   * @return all of it
   * @throws org.diabolo.job.BadDataException when it cannot be read
   */
  byte[] bytes(String name);
}
