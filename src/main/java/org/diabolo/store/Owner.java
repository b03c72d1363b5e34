package org.diabolo.store;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Who has taken a run and not let go, as its lease says.
 *
 * @param name host, process, user, since when
 * @param lastSign of life that it gave, by its own clock; nothing where that cannot be read
 * @param gone whether it was a process of this machine that is certainly gone
 * @param stale after how long without a sign of life it is taken for dead
 */
public record Owner(String name, Optional<Instant> lastSign, boolean gone, Duration stale) {
  static Owner of(LeaseFile lease, Duration stale) {
    return new Owner(lease.toString(), instant(lease.beat()), lease.isGone(), stale);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether it seems to be at work: good enough to be told, not to take its run, as clocks differ.
   *
   * @param now by the clock of this machine
   * @return whether it gave a sign of life within {@link #stale}, and is not known to be gone
   */
  public boolean seemsAlive(Instant now) {
    return !gone && lastSign.filter(sign -> sign.plus(stale).isAfter(now)).isPresent();
  }
}
