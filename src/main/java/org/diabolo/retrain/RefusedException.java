package org.diabolo.retrain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model was trained that does not take the champion's place. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Map<String, ?> facts;

  /**
   * @param message which model, and why
   * @param facts that others go by
   */
  public RefusedException(String message, Map<String, ?> facts) {
    super(message);
    // In their order, and some are null.
    this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /**
   * @return what others go by; not kept where the exception was sent elsewhere
   */
  public Map<String, ?> facts() {
    return facts == null ? Map.of() : facts;
  }
}
