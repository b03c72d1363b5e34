package org.diabolo.cli;

import com.sonar.sslr.api.AstNode;
import com.sonar.sslr.api.RecognitionException;
import com.sonar.sslr.api.Token;
import java.util.List;
import org.sonar.python.api.PythonGrammar;
import org.sonar.python.api.PythonTokenType;
import org.sonar.python.parser.PythonParser;

/** A file in Python 3, parsed. */
final class PythonText {
  private final AstNode file;

  /**
   * @throws RecognitionException naming line and column where it is no Python
   */
  PythonText(String text) {
    file = PythonParser.create().parse(text);
  }

  /** The texts of each list that a call is given by that name. */
  List<List<String>> listsGivenAs(String name) {
    return file.getDescendants(PythonGrammar.ARGUMENT).stream()
        .map(AstNode::getTokens)
        .filter(tokens -> tokens.get(0).getValue().equals(name))
        .filter(tokens -> tokens.get(2).getValue().equals("["))
        .map(PythonText::texts)
        .toList();
  }

  private static List<String> texts(List<Token> tokens) {
    return tokens.stream()
        .filter(token -> token.getType() == PythonTokenType.STRING)
        .map(token -> token.getValue().substring(1, token.getValue().length() - 1))
        .toList();
  }
}
