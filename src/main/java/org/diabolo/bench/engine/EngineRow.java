package org.diabolo.bench.engine;

import java.util.List;
import java.util.Map;
import org.diabolo.bench.Table;
import org.diabolo.bench.engine.Turns.Measured;

/**
 * A case, trained or encoded; null where there is nothing to tell. Rates are examples or tokens a
 * second; shares are of the machine's sgemm rate.
 *
 * @param name of the case; an encoding's ends in {@code -encode}
 * @param unit that is counted
 * @param fused rate
 * @param dl4j rate
 * @param pytorch rate, with the fastest Adam it has
 * @param overDl4j fused by DL4J
 * @param overPytorch fused by PyTorch
 * @param gigaflops of a row's products
 * @param sgemmGigaflops a second, of the machine in the same turns
 * @param fusedShare of the fused engine
 * @param dl4jShare of DL4J
 * @param pytorchShare of PyTorch
 * @param pytorchUsualAdam rate with DJL's own Adam
 * @param pytorchNoOptimizer rate of loss and gradients only
 * @param uncovered what in the network the fused engine does not cover
 */
public record EngineRow(
    String name,
    String unit,
    Double fused,
    Double dl4j,
    Double pytorch,
    Double overDl4j,
    Double overPytorch,
    double gigaflops,
    double sgemmGigaflops,
    Double fusedShare,
    Double dl4jShare,
    Double pytorchShare,
    Double pytorchUsualAdam,
    Double pytorchNoOptimizer,
    String uncovered) {

  /**
   * @param gigaflops of a row's products
   * @param measured by contestant, and the machine's sgemm
   */
  static EngineRow of(
      EngineCase one,
      String name,
      double gigaflops,
      Map<String, Measured> measured,
      String uncovered) {
    double products = gigaflops * one.batch().rows() / Products.GIGAFLOPS;
    Measured sgemm = measured.get(Steps.SGEMM);
    Measured fused = measured.get(Steps.FUSED);
    return new EngineRow(
        name,
        one.unit(),
        by(one.units(), fused),
        by(one.units(), measured.get(Steps.DL4J)),
        by(one.units(), measured.get(Steps.PYTORCH)),
        over(fused, measured.get(Steps.DL4J)),
        over(fused, measured.get(Steps.PYTORCH)),
        gigaflops,
        Products.GIGAFLOPS / sgemm.median(),
        share(products, fused, sgemm),
        share(products, measured.get(Steps.DL4J), sgemm),
        share(products, measured.get(Steps.PYTORCH), sgemm),
        by(one.units(), measured.get(Steps.USUAL_ADAM)),
        by(one.units(), measured.get(Steps.NO_OPTIMIZER)),
        uncovered);
  }

  private static Double by(double amount, Measured measured) {
    return measured == null ? null : amount / measured.median();
  }

  /** What part of sgemm's rate the products of a step are done at, in turns next to each other. */
  private static Double share(double products, Measured measured, Measured sgemm) {
    return measured == null ? null : products * measured.over(sgemm);
  }

  private static Double over(Measured fused, Measured other) {
    return fused == null || other == null ? null : fused.over(other);
  }

  static String table(List<EngineRow> rows) {
    Table table =
        new Table(
            "units a second",
            "fused",
            "dl4j",
            "pytorch",
            "over dl4j",
            "over pytorch",
            "of sgemm: fused",
            "dl4j",
            "pytorch",
            "pytorch, DJL's Adam",
            "no optimizer");
    for (EngineRow row : rows) {
      table.add(
          row.name,
          row.uncovered == null ? Table.cell("%,.0f", row.fused) : "not covered",
          Table.cell("%,.0f", row.dl4j),
          Table.cell("%,.0f", row.pytorch),
          Table.cell("%.2f", row.overDl4j),
          Table.cell("%.2f", row.overPytorch),
          percent(row.fusedShare),
          percent(row.dl4jShare),
          percent(row.pytorchShare),
          Table.cell("%,.0f", row.pytorchUsualAdam),
          Table.cell("%,.0f", row.pytorchNoOptimizer));
    }
    return table.text();
  }

  private static String percent(Double share) {
    return Table.cell("%.0f %%", share == null ? null : 100 * share);
  }
}
