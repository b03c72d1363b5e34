package org.diabolo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceProbeTest {
  @TempDir Path folder;

  @Test
  void hostsThatDoNotSeeItAreNamedOnce() {
    String host = LocalSpark.session().sparkContext().env().blockManager().blockManagerId().host();

    assertThat(PlaceProbe.blind(LocalSpark.session(), "file:" + folder + "/nothing", 2))
        .containsExactly(host);
    assertThat(PlaceProbe.blind(LocalSpark.session(), "file:" + folder, 2)).isEmpty();
  }
}
