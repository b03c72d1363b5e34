package org.diabolo.average.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.engine.ModelState;
import org.diabolo.fuzz.FuzzedReader;
import org.diabolo.fuzz.Parts;
import org.diabolo.job.BadDataException;
import org.diabolo.job.CheckpointSpec;
import org.diabolo.store.Folder;

/**
 * Checkpoints. Pieces of four: header and arrays of a round's, and of a best one's, whose sums are
 * right; of two: both files as they are.
 */
public final class CheckpointFuzz implements FuzzedReader {
  /** Made once: that reads files of its own. */
  private static final Configuration HADOOP = new Configuration();

  private static final String TRAINING = "a training";
  private static final int ROUND = 7;
  private static final int BEST = 5;

  private final Path folder = folder();

  private Checkpoints checkpoints() {
    return new Checkpoints(
        Folder.of(folder.toString(), HADOOP), new CheckpointSpec(1, 0, 2), TRAINING);
  }

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public List<Parts> seeds() throws IOException {
    clear();
    TrainingState state =
        new TrainingState(
            new ModelState(new float[] {1, 2, 3, 4}, new float[] {0, 0, 1, 1}, 70),
            new float[] {0.5f, 0, 0, 0.25f},
            new TrainingState.Progress(
                List.of(
                    new TrainingState.WorkerChange(0, 0, 0, 2),
                    new TrainingState.WorkerChange(1, 2, 6, 3)),
                10,
                1,
                3,
                ROUND,
                ROUND,
                1400,
                2.5,
                4),
            new GuardMemory(List.of(0.5, 0.25), List.of(0.1, 0.1), 0.5, 1400, 1, ROUND),
            new StoppingMemory(2, 1, 0.3, List.of(new StoppingMemory.Best(BEST, 1, 0.25))));
    checkpoints().write(state, Map.of(BEST, new float[] {4, 3, 2, 1}));
    byte[] round = Files.readAllBytes(file("round", ROUND));
    byte[] best = Files.readAllBytes(file("best", BEST));
    return List.of(
        Parts.of(round, best), Parts.of(header(round), arrays(round), header(best), arrays(best)));
  }

  private Path file(String kind, int number) {
    return folder.resolve(String.format("%s-%08d.checkpoint", kind, number));
  }

  private static int headerLength(byte[] file) {
    return java.nio.ByteBuffer.wrap(file).getInt(8);
  }

  private static byte[] header(byte[] file) {
    return Arrays.copyOfRange(file, 12, 12 + headerLength(file));
  }

  private static byte[] arrays(byte[] file) {
    return Arrays.copyOfRange(file, 12 + headerLength(file), file.length - 32);
  }

  private static byte[] file(byte[] header, byte[] arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("DIABOLO1".getBytes());
    bytes.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(header.length).array());
    bytes.writeBytes(header);
    bytes.writeBytes(arrays);
    bytes.writeBytes(DigestUtils.sha256(bytes.toByteArray()));
    return bytes.toByteArray();
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public boolean read(Parts parts) throws IOException {
    clear();
    boolean whole = parts.bytes().size() == 2;
    Files.write(
        file("round", ROUND), whole ? parts.piece(0) : file(parts.piece(0), parts.piece(1)));
    Files.write(file("best", BEST), whole ? parts.piece(1) : file(parts.piece(2), parts.piece(3)));
    try {
      // As training does that goes on.
      return checkpoints().newest().map(CheckpointFuzz::used).orElse(false);
    } catch (BadDataException e) {
      return false;
    }
  }

  private static boolean used(Checkpoints.Restored restored) {
    TrainingState.Progress progress = restored.state().progress();
    restored.best().values().forEach(float[]::clone);
    return progress.firstWorkers() >= 1
        && progress.workers() >= 1
        && !progress.changesOfEpoch().isEmpty()
        && restored.state().guard().losses().stream().allMatch(Objects::nonNull)
        && restored.state().model().numbers() >= 0
        && restored.state().momentum().length >= 0;
  }

  @Override
  public List<String> words() {
    return List.of("DIABOLO1", TRAINING, "training", "progress", "guard", "stopping", "best");
  }

  @Override
  public boolean counts(String type) {
    return type.matches("org\\.diabolo\\.average\\.checkpoint\\.Checkpoint(s|File)(\\$.*)?");
  }
}
