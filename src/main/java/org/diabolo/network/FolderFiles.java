package org.diabolo.network;

import org.diabolo.store.Folder;

/** Files on any Hadoop file system. */
record FolderFiles(Folder folder) implements BundleFiles {
  @Override
  public boolean has(String name) {
    return folder.has(name);
  }

  @Override
  public long size(String name) {
    return folder.size(name);
  }

  @Override
  public byte[] bytes(String name) {
    return folder.bytes(name);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
