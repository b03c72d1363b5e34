package org.diabolo.bench.engine;

import java.util.ArrayList;
import java.util.List;
import org.diabolo.job.InvalidJobException;

/** The cases by name. */
public final class EngineCases {
  private EngineCases() {}

  private static List<EngineCase> all() {
    List<EngineCase> cases = new ArrayList<>();
    for (int[] widths : new int[][] {{784, 512, 256, 32}, {784, 1000, 500, 250, 30}}) {
      for (int batch : new int[] {32, 128, 512}) {
        cases.add(new MlpCase(widths).at(batch));
      }
    }
    cases.add(new SequenceCase(256, 128, 64, 20).at(64));
    cases.add(new ConvolutionCase(28, 1).at(64));
    cases.add(new ConvolutionCase(32, 3).at(64));
    return cases;
  }

  /**
   * @param beginnings of names; all cases where there are none
   * @return the cases whose names begin with one of them
   * @throws InvalidJobException when a beginning is no case's
   */
  public static List<EngineCase> named(List<String> beginnings) {
    List<EngineCase> all = all();
    for (String beginning : beginnings) {
      if (all.stream().noneMatch(one -> one.name().startsWith(beginning))) {
        throw new InvalidJobException(
            "--cases: found "
                + beginning
                + ", allowed: how one of these begins: "
                + String.join(", ", all.stream().map(EngineCase::name).toList()));
      }
    }
    return all.stream()
        .filter(one -> beginnings.isEmpty() || beginnings.stream().anyMatch(one.name()::startsWith))
        .toList();
  }
}
