package org.diabolo.rows.files;

import static org.apache.spark.sql.functions.col;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.diabolo.job.DataSpec.Condition;
import org.diabolo.job.InvalidJobException;
import org.diabolo.spark.ColumnNames;

/** What an input's condition means where its columns are known. */
final class RowCondition {
  /** Types of whole numbers that are functions too. */
  private static final Set<String> WHOLE = Set.of("tinyint", "smallint", "int", "bigint");

  private final Where where;
  private final Dataset<Row> rows;
  private final Set<String> numerals;

  /**
   * @param rows of the input
   * @param numerals columns of which only the numbers count, however they are written
   */
  RowCondition(Where where, Dataset<Row> rows, Set<String> numerals) {
    this.where = where;
    this.rows = rows;
    this.numerals = numerals;
  }

  /** The way out where a condition moves with the clock. */
  static String writeIn(Condition condition) {
    return ": write the value in, as with --set \"" + condition.key() + "=day >= '2026-01-31'\"";
  }

  /**
   * @param malformed column that is not null in records that are no rows, of which nobody can tell
   *     whether the condition holds
   * @return the rows for which it holds, and those records
   * @throws InvalidJobException when it is no condition on these columns
   */
  Dataset<Row> filter(Optional<String> malformed) {
    Set<String> partitions = partitions();
    List<Expression> parts =
        ExpressionTree.conjuncts(resolved()).stream()
            .map(
                part ->
                    malformed.isEmpty() || partitions.containsAll(columns(part))
                        ? part
                        : new Column(part).or(col(malformed.get()).isNotNull()).expr())
            .toList();
    return rows.where(new Column(ExpressionTree.and(parts)));
  }

  /** Columns that folders give, which are known of every record. */
  private Set<String> partitions() {
    Set<String> names = new HashSet<>();
    ExpressionTree.java(rows.queryExecution().analyzed().collectLeaves())
        .forEach(
            leaf -> {
              if (leaf instanceof LogicalRelation plan
                  && plan.relation() instanceof HadoopFsRelation files) {
                names.addAll(List.of(files.partitionSchema().fieldNames()));
              }
            });
    return names;
  }

  private static List<String> columns(Expression part) {
    return ExpressionTree.all(part)
        .filter(Attribute.class::isInstance)
        .map(each -> ((Attribute) each).name())
        .toList();
  }

  /**
   * @return it as Spark understands it
   * @throws InvalidJobException when it is no condition on these columns
   */
  Expression resolved() {
    Expression condition =
        analysed(ExpressionTree.mapped(where.parsed(), each -> numeral(explicit(each))));
    ExpressionTree.all(condition).forEach(this::requireSteady);
    return ExpressionTree.mapped(condition, RowCondition::comparedAsNumbers);
  }

  /** Spark forgets that {@code int(text)} was asked for, and takes it for its own. */
  private static Expression explicit(Expression each) {
    if (each instanceof UnresolvedFunction function && function.arguments().size() == 1) {
      String name = Where.name(function.nameParts()).toLowerCase(Locale.ROOT);
      return WHOLE.contains(name)
          ? new Column(function.arguments().head()).cast(name).expr()
          : each;
    }
    return each;
  }

  /** A number of a vector that is written as text is the number that the vector gets. */
  private Expression numeral(Expression each) {
    if (each instanceof UnresolvedAttribute column) {
      String name = Where.name(column.nameParts());
      return Stream.of(rows.schema().fields())
          .filter(field -> field.name().equalsIgnoreCase(name))
          .filter(field -> numerals.contains(field.name()))
          .filter(field -> field.dataType() instanceof StringType)
          .findFirst()
          .map(field -> Numerals.of(col(ColumnNames.quoted(field.name()))).expr())
          .orElse(each);
    }
    return each;
  }

  private Expression analysed(Expression parsed) {
    try {
      return ((Filter) rows.where(new Column(parsed)).queryExecution().analyzed()).condition();
    } catch (Exception e) {
      if (e instanceof AnalysisException failure) {
        throw refusal(failure);
      }
      throw e;
    }
  }

  private InvalidJobException refusal(AnalysisException failure) {
    if (String.valueOf(failure.getErrorClass()).startsWith("UNRESOLVED_COLUMN")) {
      String column = failure.getMessageParameters().get("objectName").replace("`", "");
      StructType schema = rows.schema();
      return new InvalidJobException(
          MissingColumns.line(where.condition().key(), List.of(column), schema), failure);
    }
    return Where.refusal(where.condition(), Where.words(failure), failure);
  }

  /** What is another value whenever it is asked for would make other rows of the same input. */
  private void requireSteady(Expression each) {
    boolean own = ExpressionTree.children(each).stream().noneMatch(RowCondition::moves);
    if (own && moves(each)) {
      throw where.refusal(
          each.prettyName()
              + "() gives other rows from one call to the next"
              + writeIn(where.condition()));
    }
    if (each instanceof Cast cast
        && cast.child() instanceof Literal literal
        && literal.dataType() instanceof StringType
        && literal.value() != null
        && isNothing(cast)) {
      // Only later, when it plans, Spark would take 'today' for the day.
      throw where.refusal("'" + literal.value() + "' is no " + cast.dataType().simpleString());
    }
  }

  private static boolean moves(Expression each) {
    return !each.deterministic() || each.containsPattern(TreePattern.CURRENT_LIKE());
  }

  private static boolean isNothing(Cast literal) {
    try {
      return literal.eval(null) == null;
    } catch (RuntimeException e) {
      // So a session that is set to ANSI's rules tells it.
      return true;
    }
  }

  /** Spark would compare a text with a whole number as whole numbers: 5.5 would not be above 5. */
  private static Expression comparedAsNumbers(Expression each) {
    return each instanceof BinaryComparison both && (isCut(both.left()) || isCut(both.right()))
        ? both.withNewChildren(
            scala.collection.JavaConverters.asScalaBuffer(
                    List.of(asDouble(both.left()), asDouble(both.right())))
                .toSeq())
        : each;
  }

  private static boolean isCut(Expression side) {
    return side instanceof Cast cast
        && cast.child().dataType() instanceof StringType
        && cast.dataType() instanceof IntegralType
        && !cast.getTagValue(Cast.USER_SPECIFIED_CAST()).isDefined();
  }

  private static Expression asDouble(Expression side) {
    Expression given = isCut(side) ? ((Cast) side).child() : side;
    return new Column(given).cast(DataTypes.DoubleType).expr();
  }
}
