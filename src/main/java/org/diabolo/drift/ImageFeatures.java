package org.diabolo.drift;

import java.util.ArrayList;
import java.util.List;
import org.diabolo.field.ImageField;

/**
 * Of an image how bright it is, as a whole, in each of its planes where it has several, and in each
 * quarter; how much its numbers differ; and the shares of them that are in each quarter of what a
 * byte can be. All but shares are 0 to 255.
 */
final class ImageFeatures implements Features {
  private static final long serialVersionUID = 1;
  private static final double WHITE = 255;
  private static final int LEVELS = 4;
  private static final List<String> QUARTERS =
      List.of("top left", "top right", "bottom left", "bottom right");

  private final ImageField field;

  ImageFeatures(ImageField field) {
    this.field = field;
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of("brightness", "contrast"));
    for (int c = 0; field.channels() > 1 && c < field.channels(); c++) {
      names.add("brightness of channel " + c);
    }
    QUARTERS.forEach(quarter -> names.add("brightness " + quarter));
    for (int level = 0; level < LEVELS; level++) {
      names.add("pixels from %d to %d".formatted(64 * level, 64 * level + 63));
    }
    return names;
  }

  @Override
  public Told of(Object cell, float[] prepared) {
    int plane = field.height() * field.width();
    double[] channels = new double[field.channels()];
    double[] quarters = new double[QUARTERS.size()];
    int[] pixels = new int[QUARTERS.size()];
    int[] levels = new int[LEVELS];
    double squares = 0;
    for (int i = 0; i < prepared.length; i++) {
      double number = prepared[i] * WHITE;
      int down = i % plane / field.width() * 2 / field.height();
      int right = i % plane % field.width() * 2 / field.width();
      channels[i / plane] += number;
      quarters[2 * down + right] += number;
      pixels[2 * down + right]++;
      levels[Math.min(LEVELS - 1, (int) Math.round(number) / 64)]++;
      squares += number * number;
    }
    return new Told(numbers(channels, quarters, pixels, levels, squares, plane));
  }

  private float[] numbers(
      double[] channels, double[] quarters, int[] pixels, int[] levels, double squares, int plane) {
    int size = plane * channels.length;
    double sum = 0;
    for (double channel : channels) {
      sum += channel;
    }
    double mean = sum / size;
    float[] numbers = new float[names().size()];
    int place = 0;
    numbers[place++] = (float) mean;
    numbers[place++] = (float) Math.sqrt(Math.max(0, squares / size - mean * mean));
    for (int c = 0; channels.length > 1 && c < channels.length; c++) {
      numbers[place++] = (float) (channels[c] / plane);
    }
    for (int i = 0; i < quarters.length; i++) {
      // Of an image one pixel wide some have none.
      numbers[place++] = pixels[i] == 0 ? 0 : (float) (quarters[i] / pixels[i]);
    }
    for (int level : levels) {
      numbers[place++] = (float) level / size;
    }
    return numbers;
  }
}
