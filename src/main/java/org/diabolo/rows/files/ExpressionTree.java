package org.diabolo.rows.files;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Walks over Spark's expressions. */
final class ExpressionTree {
  private ExpressionTree() {}

  static List<Expression> children(Expression expression) {
    return java(expression.children());
  }

  /** It and all below it, the innermost first. */
  static Stream<Expression> all(Expression expression) {
    return Stream.concat(
        children(expression).stream().flatMap(ExpressionTree::all), Stream.of(expression));
  }

  /** What must hold, each by itself, for the whole to hold. */
  static List<Expression> conjuncts(Expression condition) {
    List<Expression> all = new ArrayList<>();
    if (condition instanceof And and) {
      all.addAll(conjuncts(and.left()));
      all.addAll(conjuncts(and.right()));
    } else {
      all.add(condition);
    }
    return all;
  }

  /** The opposite. */
  static Expression and(List<Expression> conjuncts) {
    return conjuncts.stream().reduce(And::new).orElseThrow();
  }

  /**
   * @param rule for each expression, the innermost first
   */
  static Expression mapped(Expression expression, UnaryOperator<Expression> rule) {
    List<Expression> below = children(expression);
    List<Expression> mapped = below.stream().map(each -> mapped(each, rule)).toList();
    return rule.apply(
        mapped.equals(below)
            ? expression
            : expression.withNewChildren(JavaConverters.asScalaBuffer(mapped).toSeq()));
  }

  static <T> List<T> java(Seq<T> list) {
    return JavaConverters.seqAsJavaList(list);
  }
}
