package org.diabolo.bench.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * PyTorch's own fused Adam ({@code torch.optim.Adam(fused=True)}): one pass over all parameters.
 * DJL does not offer it, but its TorchScript does.
 */
final class FusedAdam implements Update {
  private static final String SCRIPT =
      """
      class Step(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def forward(self: __torch__.Step,
          weights: List[Tensor],
          gradients: List[Tensor],
          means: List[Tensor],
          squares: List[Tensor],
          steps: List[Tensor]) -> int:
          _0 = torch._fused_adam_(weights, gradients, means, squares, annotate(List[Tensor], []), \
      steps, lr=0.001, beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-08, amsgrad=False, \
      maximize=False)
          return 0
      """;

  private final PtSymbolBlock script;
  private final IValue weights;
  private final IValue means;
  private final IValue squares;
  private final IValue counts;
  private final List<NDArray> steps;

  FusedAdam(NDManager manager, List<NDArray> parameters) {
    try {
      this.script =
          JniUtils.loadModule(
              (PtNDManager) manager,
              new ByteArrayInputStream(TorchScript.archive("Step", SCRIPT)),
              false,
              false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.weights = values(parameters);
    this.means = values(parameters.stream().map(NDArray::zerosLike).toList());
    this.squares = values(parameters.stream().map(NDArray::zerosLike).toList());
    this.steps = parameters.stream().map(any -> manager.create(0f)).toList();
    this.counts = values(steps);
  }

  @Override
  public void apply(List<NDArray> gradients, NDManager scope) {
    // The kernel reads the step's number and leaves counting to its caller.
    steps.forEach(step -> step.addi(1));
    try (IValue values = values(gradients);
        IValue done = script.forward(weights, values, means, squares, counts)) {
      assert done.isLong();
    }
  }

  private static IValue values(List<NDArray> arrays) {
    return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
  }

  @Override
  public void close() {
    weights.close();
    means.close();
    squares.close();
    counts.close();
    script.close();
  }
}
