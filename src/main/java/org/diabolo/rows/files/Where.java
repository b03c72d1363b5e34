package org.diabolo.rows.files;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.analysis.MultiAlias;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.UnresolvedNamedLambdaVariable;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.diabolo.job.DataSpec.Condition;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.JobCheck;
import scala.collection.Seq;

/**
 * The condition on an input's rows, {@code data.where} or {@code encode.where}: Spark's SQL, as
 * behind WHERE. Here it is read without a session and without knowing the columns; {@link
 * RowCondition} is what it means.
 *
 * @param condition as the user wrote it
 * @param parsed what Spark's parser makes of it
 */
public record Where(Condition condition, Expression parsed) {
  /** Finds what is no condition, whatever the columns are. */
  public static final JobCheck CHECK =
      new JobCheck(List.of("data.where"), spec -> problems(spec.data().input().condition()));

  /** The same of the condition on the rows that are encoded. */
  public static final JobCheck OF_ENCODED =
      new JobCheck(List.of("encode.where"), spec -> problems(spec.encode().condition()));

  /** Spark's literals of days that are others tomorrow, which it reads as the days of today. */
  private static final Pattern MOVING =
      Pattern.compile(
          "\\b(date|timestamp(?:_ntz|_ltz)?)\\s*'\\s*(now|today|tomorrow|yesterday)\\b",
          Pattern.CASE_INSENSITIVE);

  /**
   * @return nothing where all rows are read
   * @throws InvalidJobException when it is no condition
   */
  static Optional<Where> of(InputSpec input) {
    return Optional.ofNullable(input.condition()).map(Where::parse);
  }

  private static List<String> problems(Condition condition) {
    try {
      Optional.ofNullable(condition).ifPresent(Where::parse);
      return List.of();
    } catch (InvalidJobException e) {
      return e.lines();
    }
  }

  private static Where parse(Condition condition) {
    String text = condition.text();
    Expression parsed;
    try {
      // Not the session's, which puts values of settings and of the environment in.
      parsed = new CatalystSqlParser().parseExpression(text);
    } catch (Exception e) {
      if (e instanceof AnalysisException failure) {
        throw refusal(condition, words(failure), e);
      }
      throw e;
    }
    Where where = new Where(condition, parsed);
    if (parsed instanceof Alias alias) {
      throw where.refusal("it ends with a name, " + alias.name() + ", as behind AS");
    }
    if (parsed instanceof MultiAlias) {
      throw where.refusal("it ends with names, as behind AS");
    }
    if (ExpressionTree.all(parsed).anyMatch(SubqueryExpression.class::isInstance)) {
      throw where.refusal("a subquery reads other rows");
    }
    Matcher moving = MOVING.matcher(text);
    if (moving.find()) {
      throw where.refusal(
          moving.group() + "' is another one tomorrow" + RowCondition.writeIn(condition));
    }
    return where;
  }

  /**
   * @param failure of Spark's parser or analyser
   * @return the first line, without Spark's class of errors, and where in the text it is
   */
  static String words(AnalysisException failure) {
    String line =
        failure
            .message()
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst("^\\[[A-Z_.0-9]+] ", "")
            .replaceFirst("\\.$", "");
    return failure.startPosition().isDefined()
        ? line + ", at character " + (1 + (Integer) failure.startPosition().get())
        : line;
  }

  /**
   * @param why it is no condition, and what can be done
   */
  InvalidJobException refusal(String why) {
    return refusal(condition, why, null);
  }

  static InvalidJobException refusal(Condition condition, String why, Throwable cause) {
    return new InvalidJobException(
        condition.key()
            + ": found \""
            + condition.text()
            + "\", allowed: a condition on the columns of a row in Spark's SQL, as behind WHERE ("
            + why
            + ")",
        cause);
  }

  /** The columns that it is about, fields of structs with dots. */
  Set<String> columns() {
    return columns(parsed, Set.of());
  }

  /**
   * @param bound names that a lambda gives its own values; all others in it are columns too
   */
  private static Set<String> columns(Expression expression, Set<String> bound) {
    Set<String> columns = new LinkedHashSet<>();
    if (expression instanceof UnresolvedAttribute column) {
      columns.add(name(column.nameParts()));
    } else if (expression instanceof UnresolvedNamedLambdaVariable value) {
      if (!bound.contains(value.nameParts().head())) {
        columns.add(name(value.nameParts()));
      }
    } else if (expression instanceof LambdaFunction lambda) {
      Set<String> inner = new HashSet<>(bound);
      ExpressionTree.java(lambda.arguments()).forEach(each -> inner.add(each.name()));
      columns.addAll(columns(lambda.function(), inner));
    } else {
      ExpressionTree.children(expression).forEach(each -> columns.addAll(columns(each, bound)));
    }
    return columns;
  }

  static String name(Seq<String> parts) {
    return String.join(".", ExpressionTree.java(parts));
  }

  /**
   * @param partitions names of the columns that folders give
   * @return what must hold of them alone for a row to be read; nothing where it is about others
   */
  Optional<Where> about(Set<String> partitions) {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(partitions);
    List<Expression> some = new ArrayList<>();
    for (Expression part : ExpressionTree.conjuncts(parsed)) {
      Set<String> columns = columns(part, Set.of());
      if (!columns.isEmpty() && known.containsAll(columns)) {
        some.add(part);
      }
    }
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(new Where(condition, ExpressionTree.and(some)));
  }
}
