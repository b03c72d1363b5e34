import java.io.File;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A program of somebody's who has DL4J and nothing of ours: prints what a decoder gives. */
public final class PlainDl4j {
  public static void main(String[] arguments) throws Exception {
    try {
      Class.forName("org.diabolo.network.Bundle");
      throw new IllegalStateException("this is not DL4J alone");
    } catch (ClassNotFoundException e) {
      // As it should be.
    }
    ComputationGraph decoder = ComputationGraph.load(new File(arguments[0]), false);
    INDArray code = Nd4j.linspace(-1, 1, Integer.parseInt(arguments[1]), DataType.FLOAT);
    INDArray given = Nd4j.createFromArray(2f, 4f, 5f).reshape(1, 1, 3);
    INDArray told = decoder.outputSingle(code.reshape(1, -1), given);
    System.out.println(Arrays.toString(told.dup('c').data().asFloat()));
  }
}
