package org.diabolo.cli;

/** A command, or the options that it shares with others, which knows how the command ends. */
interface HasEnding {
  /**
   * @param command as the user calls it
   */
  Ending ending(String command);
}
