package org.diabolo.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.NotOwnerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a process comes to own a run. */
final class LeaseTaking {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseTaking.class);
  private static final long MOST_MILLIS_BETWEEN = 500;
  private static final int LOOKS = 20;

  private final Leases leases;
  private final CreateIfAbsent creating;
  private final Application application;
  private final Configuration configuration;

  private LeaseTaking(Leases leases, CreateIfAbsent creating, Application application) {
    this.leases = leases;
    this.creating = creating;
    this.application = application;
    this.configuration = leases.run().files().getConf();
  }

  /**
   * Takes a run, whoever had it before, unless that one lives.
   *
   * @return the run's folder, to be written by its owner; as it was where the store cannot tell who
   *     was first
   */
  static Folder take(Folder run, Application application) {
    return Folder.attempt(
        () -> {
          Optional<LeaseTaking> taking = of(run, application);
          if (taking.isEmpty()) {
            return run;
          }
          while (true) {
            Optional<Lease> lease = taking.get().after(taking.get().pastOwner());
            if (lease.isPresent()) {
              return lease.get().folder();
            }
          }
        });
  }

  /**
   * Takes a run that nobody has had.
   *
   * @return as {@link #take}; nothing when somebody has had it
   */
  static Optional<Folder> takeNew(Folder run, Application application) {
    return Folder.attempt(
        () -> {
          Optional<LeaseTaking> taking = of(run, application);
          if (taking.isEmpty()) {
            return Optional.of(run);
          }
          return taking.get().leases.highest() > 0
              ? Optional.<Folder>empty()
              : taking.get().after(0).map(Lease::folder);
        });
  }

  private static Optional<LeaseTaking> of(Folder run, Application application) throws IOException {
    Leases leases = new Leases(run);
    leases.folder().create();
    Optional<CreateIfAbsent> creating = CreateIfAbsent.in(leases.folder());
    if (creating.isEmpty()) {
      LOG.warn(
          "{}: this store cannot tell who was first (no If-None-Match: *), so no run of this job may"
              + " be started twice at once",
          run.parent());
    }
    return creating.map(one -> new LeaseTaking(leases, one, application));
  }

  /** The next number, unless somebody else is first. */
  private Optional<Lease> after(int highest) throws IOException {
    int number = highest + 1;
    LeaseFile file = LeaseFile.beginning(application, Lease.beatMillis(configuration));
    if (!creating.create(Leases.file(number), file.bytes())) {
      return Optional.empty();
    }
    if (leases.folder().renamesAtOnce()) {
      leases.work(number).create();
    }
    // Only now: who comes later sees either the folder, which it moves away, or is seen here.
    if (leases.highest() > number) {
      leases.work(number).delete();
      leases.folder().delete(Leases.file(number));
      return Optional.empty();
    }
    Lease lease = new Lease(leases, number, file);
    try {
      // With signs of life, as to remove what the one before has left can take long.
      leases.fence(number);
    } catch (IOException | RuntimeException e) {
      lease.close();
      throw e;
    }
    return Optional.of(lease);
  }

  /**
   * Returns when the last owner has let go, or is taken for dead.
   *
   * @return its number
   * @throws NotOwnerException when it lives
   */
  private int pastOwner() {
    int number = leases.highest();
    Optional<String> text = leases.text(number);
    Optional<LeaseFile> owner = text.flatMap(LeaseFile::read);
    if (text.isEmpty() || owner.isPresent() && isPast(owner.get())) {
      return number;
    }
    Duration stale = Lease.stale(configuration);
    String name = owner.map(LeaseFile::toString).orElse("a process that is just beginning");
    LOG.warn(
        "run {} is owned by {}; waiting up to {} s for a sign of life",
        leases.run().name(),
        name,
        stale.toMillis() / 1e3);
    long began = System.nanoTime();
    while (System.nanoTime() - began < stale.toNanos()) {
      Folder.sleep(Math.min(MOST_MILLIS_BETWEEN, Math.max(stale.toMillis() / LOOKS, 1)));
      Optional<String> now = leases.text(number);
      if (now.isEmpty() || now.flatMap(LeaseFile::read).filter(this::isPast).isPresent()) {
        return leases.highest();
      }
      if (!now.equals(text)) {
        throw new NotOwnerException(
            "run "
                + leases.run().name()
                + " is owned by "
                + now.flatMap(LeaseFile::read).map(LeaseFile::toString).orElse(name)
                + ", which lives; wait for its end, or name another --run-id");
      }
    }
    LOG.warn(
        "run {} is taken over from {}: no sign of life for {} s",
        leases.run().name(),
        name,
        stale.toMillis() / 1e3);
    return number;
  }

  private boolean isPast(LeaseFile owner) {
    boolean dead = owner.isGone() || application.follows(owner.application());
    if (dead && !owner.isReleased()) {
      LOG.warn(
          "run {} is taken over from {}, which {}",
          leases.run().name(),
          owner,
          owner.isGone() ? "is gone" : "was the attempt before");
    }
    return dead || owner.isReleased();
  }
}
