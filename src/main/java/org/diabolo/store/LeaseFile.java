package org.diabolo.store;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a lease says of its owner.
 *
 * @param id of the lease alone
 * @param host as the owner's machine calls itself
 * @param boot of that machine since it was last started
 * @param numbers within what {@code pid} is unique
 * @param pid of the owner's process
 * @param started when that was, by the machine's own counting
 * @param user whose process it is
 * @param application that it is an attempt of
 * @param began when the owner came; UTC
 * @param beat its last sign of life; UTC
 * @param beatMillis how long after each sign of life the next is due
 * @param released when the owner let go; UTC, null before
 */
record LeaseFile(
    String id,
    String host,
    String boot,
    String numbers,
    long pid,
    String started,
    String user,
    Application application,
    String began,
    String beat,
    long beatMillis,
    String released) {

  LeaseFile {
    application = application == null ? Application.NONE : application;
  }

  /** Of this process, from now on. */
  static LeaseFile beginning(Application application, long beatMillis) {
    String now = now();
    return new LeaseFile(
        String.format("%016x", ThreadLocalRandom.current().nextLong()),
        ThisProcess.host(),
        ThisProcess.boot(),
        ThisProcess.numbers(),
        ThisProcess.pid(),
        ThisProcess.started(ThisProcess.pid()),
        ThisProcess.user(),
        application,
        now,
        now,
        beatMillis,
        null);
  }

  /** Nothing where it is not whole yet, or not any more. */
  static Optional<LeaseFile> read(String text) {
    try {
      LeaseFile file = Json.read(text, LeaseFile.class);
      return file.id == null || file.host == null ? Optional.empty() : Optional.of(file);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  LeaseFile beating() {
    return at(now(), released);
  }

  LeaseFile letGo() {
    return at(beat, now());
  }

  private LeaseFile at(String beat, String released) {
    return new LeaseFile(
        id,
        host,
        boot,
        numbers,
        pid,
        started,
        user,
        application,
        began,
        beat,
        beatMillis,
        released);
  }

  private static String now() {
    // With parts of a second: two beats are never the same text.
    return Instant.now().toString();
  }

  byte[] bytes() {
    return Json.pretty(this).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  boolean isReleased() {
    return released != null;
  }

  /** Whether it was a process of this machine, and of this user, that is certainly gone. */
  boolean isGone() {
    return !boot.isEmpty()
        && boot.equals(ThisProcess.boot())
        && !numbers.isEmpty()
        && numbers.equals(ThisProcess.numbers())
        && host.equals(ThisProcess.host())
        // Others' processes may be hidden.
        && user.equals(ThisProcess.user())
        && !started.isEmpty()
        && !started.equals(ThisProcess.started(pid));
  }

  /** For people. */
  @Override
  public String toString() {
    String since;
    try {
      since = Instant.parse(began).truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (java.time.DateTimeException e) {
      since = began;
    }
    return host
        + " process "
        + pid
        + (application.id().isEmpty() ? "" : " (" + application.id() + ")")
        + " of "
        + user
        + " since "
        + since;
  }
}
