package org.diabolo.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.NotOwnerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write a run's folder, which one process has at a time. It is {@code
 * .owner/NNNNNN.json} in that folder: whose number is the highest owns the run, and to create the
 * next number is to take it. The owner gives a sign of life every few seconds.
 *
 * <p>An owner that was paused and taken for dead must not write when it wakes up. Where files and
 * folders are renamed in one step, it makes all in {@code .owner/NNNNNN.work/} and moves it to its
 * place by one rename, and what it removes into there: who takes over moves that folder away and
 * puts a file of its name there, after which none of these renames can succeed, and reads the run
 * only then. Elsewhere an owner asks before each write whether there is a higher number.
 *
 * @see <a href="https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html">fencing
 *     tokens</a>
 */
public final class Lease implements AutoCloseable {
  /**
   * Setting of Hadoop's: after how long without a sign of life an owner is taken for dead; seconds,
   * or with a unit ({@code 500ms}).
   */
  public static final String STALE = "diabolo.owner.stale";

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final Duration STALE_UNLESS_SET = Duration.ofSeconds(30);

  /** Of the time after which it is taken for dead, an owner lets no more pass than this part. */
  private static final int BEATS = 10;

  private final Leases leases;
  private final int number;
  private final boolean fenced;
  private final Thread heart;
  private volatile LeaseFile file;
  private volatile String lost;
  private volatile boolean released;

  Lease(Leases leases, int number, LeaseFile file) {
    this.leases = leases;
    this.number = number;
    this.file = file;
    this.fenced = leases.folder().renamesAtOnce();
    this.heart = new Thread(this::beat, "owner of " + leases.run().name());
    heart.setDaemon(true);
    heart.start();
  }

  /**
   * How long this process waits for a sign of life.
   *
   * @throws InvalidJobException when the setting is no time
   */
  static Duration stale(Configuration configuration) {
    long millis;
    try {
      millis =
          configuration.getTimeDuration(
              STALE, STALE_UNLESS_SET.toSeconds(), TimeUnit.SECONDS, TimeUnit.MILLISECONDS);
    } catch (NumberFormatException e) {
      millis = 0;
    }
    if (millis <= 0) {
      throw new InvalidJobException(
          "spark.hadoop."
              + STALE
              + ": found "
              + configuration.get(STALE)
              + ", allowed: a time above 0, in seconds or with a unit (30, 45s, 2m)");
    }
    return Duration.ofMillis(millis);
  }

  /** How often this process gives a sign of life. */
  static long beatMillis(Configuration configuration) {
    return Math.max(stale(configuration).toMillis() / BEATS, 1);
  }

  /** The run's folder, as its owner writes it. */
  Folder folder() {
    Folder run = leases.run();
    return new Folder(run.files(), run.path(), this);
  }

  /** Whether late writes fail by themselves; else it must be asked before each. */
  boolean isFenced() {
    return fenced;
  }

  /** Where all is made before it is moved to its place. */
  Folder work() {
    return leases.work(number);
  }

  /** A new name in {@link #work}. */
  Path part(String name) {
    return work().at(Unique.name(name));
  }

  /**
   * To be called before each write.
   *
   * @throws NotOwnerException when this process is known not to own the run any more
   */
  void require() {
    if (released) {
      throw new NotOwnerException("run " + leases.run().name() + ": this command has let go of it");
    }
    if (lost != null) {
      throw new NotOwnerException(lost);
    }
  }

  /**
   * As {@link #require}, but the store is asked.
   *
   * @throws NotOwnerException when this process does not own the run any more
   */
  void check() {
    require();
    if (leases.highest() > number) {
      lost =
          "run "
              + leases.run().name()
              + " was taken over by "
              + leases.owner().map(LeaseFile::toString).orElse("another process")
              + ", as this command had given no sign of life; what it wrote since is not in the run";
      throw new NotOwnerException(lost);
    }
  }

  /**
   * @param failure of any work on the run
   * @return the same; where this process does not own the run any more, which may be why it failed,
   *     a {@link NotOwnerException}
   */
  RuntimeException explained(RuntimeException failure) {
    try {
      check();
      return failure;
    } catch (NotOwnerException e) {
      e.addSuppressed(failure);
      return released ? failure : e;
    } catch (UncheckedIOException e) {
      failure.addSuppressed(e);
      return failure;
    }
  }

  private void beat() {
    while (!released && lost == null) {
      try {
        Thread.sleep(file.beatMillis());
      } catch (InterruptedException e) {
        return;
      }
      try {
        synchronized (this) {
          if (!released) {
            file = file.beating();
            leases.write(this, number, file);
          }
        }
        check();
      } catch (NotOwnerException e) {
        return;
      } catch (IOException | UncheckedIOException e) {
        // Later perhaps; and what another process has it for, the next write will hear.
        LOG.debug("no sign of life in {}", leases.folder(), e);
        askAgain();
      }
    }
  }

  private void askAgain() {
    try {
      check();
    } catch (NotOwnerException | UncheckedIOException e) {
      LOG.debug("{}", leases.folder(), e);
    }
  }

  /** Lets go of the run; what this process would write to it from now on is refused. */
  @Override
  public void close() {
    heart.interrupt();
    synchronized (this) {
      if (released) {
        return;
      }
      try {
        check();
        leases.write(this, number, file.letGo());
      } catch (NotOwnerException e) {
        LOG.debug("another process has the run", e);
      } catch (IOException | UncheckedIOException e) {
        LOG.debug("not let go: {}", leases.folder(), e);
      }
      released = true;
    }
    if (fenced && lost == null) {
      try {
        work().delete();
      } catch (UncheckedIOException e) {
        LOG.debug("not removed: {}", work(), e);
      }
    }
  }
}
