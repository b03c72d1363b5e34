package org.diabolo.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Listens to what a class logs at one level. */
public final class LogMessages extends AbstractAppender implements AutoCloseable {
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final Level level;
  private final Level before;

  /**
   * Lets messages of the level through, whatever level a test before this one has left.
   *
   * @param of the class that logs
   * @param level of the messages that count, neither above nor below
   */
  public LogMessages(Class<?> of, Level level) {
    super(level + " of " + of.getName(), null, null, true, Property.EMPTY_ARRAY);
    this.level = level;
    logger = (Logger) LogManager.getLogger(of);
    start();
    logger.addAppender(this);
    before = logger.getLevel();
    if (level.isLessSpecificThan(before)) {
      logger.setLevel(level);
    }
  }

  @Override
  public void append(LogEvent event) {
    if (event.getLevel() == level) {
      messages.add(event.getMessage().getFormattedMessage());
    }
  }

  /**
   * @return what was logged until now
   */
  public List<String> messages() {
    return messages;
  }

  @Override
  public void close() {
    logger.setLevel(before);
    logger.removeAppender(this);
    stop();
  }
}
