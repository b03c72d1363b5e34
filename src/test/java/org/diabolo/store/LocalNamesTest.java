package org.diabolo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.http.HttpFileSystem;
import org.junit.jupiter.api.Test;

class LocalNamesTest {
  private final Configuration hadoop = new Configuration();

  @Test
  void readersOfLocalFilesUseIt() throws IOException {
    FileSystem local = FileSystem.getLocal(hadoop);

    assertThat(LocalNames.options(local, hadoop))
        .containsEntry("fs.file.impl", LocalNames.class.getName())
        .containsEntry("fs.file.impl.disable.cache", "true");
  }

  @Test
  void readersOfOtherStoresDoNotHearOfIt() throws IOException {
    FileSystem other = new HttpFileSystem();
    other.initialize(URI.create("http://localhost/"), hadoop);

    assertThat(LocalNames.options(other, hadoop)).isEmpty();
  }

  @Test
  void whoReadsLocalFilesOtherwiseGoesOnDoingSo() throws IOException {
    FileSystem local = FileSystem.getLocal(hadoop);
    hadoop.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);

    assertThat(LocalNames.options(local, hadoop)).isEmpty();
  }
}
