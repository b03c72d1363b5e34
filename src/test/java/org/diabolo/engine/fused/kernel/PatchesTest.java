package org.diabolo.engine.fused.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesTest {
  private static final int CHANNELS = 3;
  private static final int HEIGHT = 6;
  private static final int WIDTH = 7;
  private static final int AT = 5;

  /** Kernel, stride, padding and dilation of both sides, held against what they mean. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 1",
    "3, 1, 1, 1",
    "3, 1, 0, 1",
    "2, 1, 1, 1",
    "3, 2, 1, 1",
    "2, 3, 0, 1",
    "3, 1, 2, 2",
    "4, 2, 2, 1",
    "5, 1, 4, 1",
    "2, 2, 0, 3",
    "7, 1, 3, 1",
  })
  void bandsAreGatheredAndScattered(int kernel, int stride, int padding, int dilation) {
    Window down = window(HEIGHT, kernel, stride, padding, dilation);
    Window along = window(WIDTH, kernel, stride, padding, dilation);
    if (down.out() < 1 || along.out() < 1) {
      return;
    }
    Patches patches = new Patches(CHANNELS, down, along);
    for (int top = 0; top < down.out(); top++) {
      for (int bottom = top + 1; bottom <= down.out(); bottom++) {
        check(patches, top, bottom);
      }
    }
  }

  private static Window window(int in, int kernel, int stride, int padding, int dilation) {
    int free = in + 2 * padding - (kernel - 1) * dilation - 1;
    return new Window(in, Math.floorDiv(free, stride) + 1, kernel, stride, padding, dilation);
  }

  private static void check(Patches patches, int top, int bottom) {
    int size = CHANNELS * HEIGHT * WIDTH;
    float[] image = numbers(AT + size + 3);
    int columns = (bottom - top) * patches.along().out();
    float[] matrix = numbers(patches.rows() * columns);
    patches.gather(image, AT, top, bottom, matrix);
    float[] weights = numbers(matrix.length);
    double[] expected = doubles(image);
    int at = 0;
    for (int row = 0; row < patches.rows(); row++) {
      for (int line = top; line < bottom; line++) {
        for (int column = 0; column < patches.along().out(); column++, at++) {
          int pixel = pixel(patches, row, line, column);
          assertThat(matrix[at]).isEqualTo(pixel < 0 ? 0 : image[AT + pixel]);
          if (pixel >= 0) {
            expected[AT + pixel] += weights[at];
          }
        }
      }
    }
    patches.scatter(weights, image, AT, top, bottom);
    for (int i = 0; i < image.length; i++) {
      assertThat((double) image[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  /** Which pixel a row of the matrix holds at an output; -1 outside the image. */
  private static int pixel(Patches patches, int row, int line, int column) {
    Window down = patches.down();
    Window along = patches.along();
    int tap = row % (down.kernel() * along.kernel());
    int y = line * down.stride() + tap / along.kernel() * down.dilation() - down.padding();
    int x = column * along.stride() + tap % along.kernel() * along.dilation() - along.padding();
    boolean inside = y >= 0 && y < HEIGHT && x >= 0 && x < WIDTH;
    int channel = row / (down.kernel() * along.kernel());
    return inside ? (channel * HEIGHT + y) * WIDTH + x : -1;
  }

  private static float[] numbers(int count) {
    Random random = new Random(count);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static double[] doubles(float[] numbers) {
    double[] doubles = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      doubles[i] = numbers[i];
    }
    return doubles;
  }
}
