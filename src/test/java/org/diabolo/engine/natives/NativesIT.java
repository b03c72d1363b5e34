package org.diabolo.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fresh JVMs, with nothing in their environment, load the native libraries and tell what they took.
 */
class NativesIT {
  @TempDir static Path unpacked;
  @TempDir Path folder;

  private JsonNode loaded(Map<String, String> environment, String... arguments) throws Exception {
    Path output = folder.resolve("output");
    return FreshJvm.told(LoadedNatives.class, environment, unpacked, output, arguments);
  }

  @Test
  void eachLibraryTakesTheKernelOfItsProcessorAndOneThread() throws Exception {
    for (String library : List.of("blas", "nd4j")) {
      JsonNode found = loaded(Map.of(), library, "1");
      assertThat(found.get("threads").asInt()).as(library).isEqualTo(1);
      String kernel = found.get("kernel").asText();
      assertThat(kernel).as(library).isNotEqualTo("unknown");
      assertThat(Processor.outruns(kernel)).as(kernel).isFalse();
    }
  }

  @Test
  void productsUseTheThreadsOfATaskSlot() throws Exception {
    // OpenBLAS takes no more than there are processors.
    int blas = Math.min(2, Runtime.getRuntime().availableProcessors());
    assertThat(loaded(Map.of(), "blas", "2").get("threads").asInt()).isEqualTo(blas);
    JsonNode nd4j = loaded(Map.of(), "nd4j", "2");
    assertThat(nd4j.get("threads").asInt()).isEqualTo(blas);
    assertThat(nd4j.get("openmp").asInt()).isEqualTo(2);
    assertThat(nd4j.get("backend").asText()).isEqualTo("DiaboloBackend");
  }

  @Test
  void whatTheEnvironmentSaysStays() throws Exception {
    assumeTrue(Processor.outruns("NEHALEM"), "no processor with a slower kernel to ask for");
    Map<String, String> environment =
        Map.of(Natives.KERNEL, "Nehalem", Natives.BLAS_THREADS, "1", Natives.OPENMP_THREADS, "1");
    for (String library : List.of("blas", "nd4j")) {
      JsonNode found = loaded(environment, library, "2");
      assertThat(found.get("kernel").asText()).as(library).isEqualTo("NEHALEM");
      assertThat(found.get("threads").asInt()).as(library).isEqualTo(1);
    }
    assertThat(folder.resolve("output"))
        .content()
        .contains(
            "OpenBLAS runs its kernel NEHALEM, which this processor could beat several times over:"
                + " unset OPENBLAS_CORETYPE in the environment");
  }

  @Test
  void nobodyElseSeesOpenBlas() throws Exception {
    for (String library : List.of("blas", "nd4j")) {
      assertThat(loaded(Map.of(), library, "1").get("visible").asBoolean()).as(library).isFalse();
    }
  }

  @Test
  void productsOfTheEngineRunInJavaWhereATestAsksForIt() throws Exception {
    assertThat(loaded(Map.of(), "java", "1").get("products").asText()).isEqualTo("java");
    assertThat(loaded(Map.of(), "blas", "1").get("products").asText()).isEqualTo("native");
  }

  @Test
  void twoThatStartAtOnceShareOneEmptyCache() throws Exception {
    List<Path> outputs = List.of(folder.resolve("first"), folder.resolve("second"));
    Process first =
        FreshJvm.start(LoadedNatives.class, Map.of(), folder, outputs.get(0), "nd4j", "1");
    Process second =
        FreshJvm.start(LoadedNatives.class, Map.of(), folder, outputs.get(1), "nd4j", "1");
    assertThat(FreshJvm.told(first, outputs.get(0)))
        .isEqualTo(FreshJvm.told(second, outputs.get(1)));
    assertThat(Files.readString(outputs.get(0)))
        .containsPattern("native libraries loaded in \\d+\\.\\d s, kernel \\w.*, 1 thread\n");
    try (Stream<Path> files = Files.walk(LibraryCache.folder(folder))) {
      assertThat(files.map(file -> file.getFileName().toString())).contains("libnd4jcpu.so");
    }
  }
}
