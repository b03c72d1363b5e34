package org.diabolo.bench.engine.pytorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import org.diabolo.bench.engine.EngineCase;
import org.diabolo.bench.engine.Step;
import org.diabolo.bench.engine.Yardstick;

/** The engine, on one thread, from the libraries on the class path. */
public final class PyTorch implements Yardstick {
  private final Engine engine;
  private final NDManager manager;

  /** Loads PyTorch. */
  public PyTorch() {
    // Read once, when the engine loads.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    this.engine = Engine.getEngine("PyTorch");
    this.manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    bindBatches();
  }

  /**
   * Of the products of several matrices, the one that PyTorch brings is bound before any other can
   * be: {@code cblas_sgemm_batch} of OpenBLAS 0.3.31 jumps to where no code is, in a build for
   * several processors. Before 0.3.29 OpenBLAS had none.
   */
  private void bindBatches() {
    try (NDManager scope = manager.newSubManager()) {
      NDArray several = scope.ones(new Shape(2, 64, 64));
      several.batchMatMul(several);
    }
  }

  @Override
  public void bindProducts() {
    try (NDManager scope = manager.newSubManager()) {
      NDArray matrix = scope.ones(new Shape(64, 64));
      matrix.matMul(matrix);
      matrix.matMul(scope.ones(new Shape(64)));
    }
  }

  @Override
  public int threads() {
    return Math.max(JniUtils.getNumThreads(), JniUtils.getNumInteropThreads());
  }

  @Override
  public Step product(int size) {
    NDArray a = manager.randomUniform(0, 1, new Shape(size, size));
    NDArray b = manager.randomUniform(0, 1, new Shape(size, size));
    return () -> {
      a.matMul(b).close();
      return 0;
    };
  }

  @Override
  public Step training(EngineCase one, Optimizer optimizer) {
    return new TrainingStep(engine, manager.newSubManager(), one, optimizer);
  }

  @Override
  public Step encoding(EngineCase one) {
    return new EncodingStep(manager.newSubManager(), one);
  }

  @Override
  public void close() {
    manager.close();
  }
}
