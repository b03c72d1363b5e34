package org.diabolo.average;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How many replicas there shall be in the next round. Where the job names a number, that many, on
 * however few task slots; else one a task slot, of those that are really there. An executor that is
 * lost is mostly replaced at once, and its replicas' work can wait for that on the others: their
 * number falls only after a while.
 */
final class WorkerCount {
  private static final long JOINED_NANOS = 2_000_000_000L;
  private static final long LEFT_NANOS = 30_000_000_000L;

  private final IntSupplier slots;
  private final LongSupplier clock;
  private int seen;
  private int direction;
  private long since;

  /**
   * @param slots that there are now; null where the number of replicas is the job's
   * @param clock in nanoseconds
   */
  private WorkerCount(IntSupplier slots, LongSupplier clock) {
    this.slots = slots;
    this.clock = clock;
  }

  /** Always as many as there are. */
  static WorkerCount fixed() {
    return new WorkerCount(null, System::nanoTime);
  }

  /**
   * @param slots that there are when it is asked
   * @param clock in nanoseconds
   */
  static WorkerCount following(IntSupplier slots, LongSupplier clock) {
    return new WorkerCount(slots, clock);
  }

  /**
   * @param replicas of the last round
   * @return replicas of the next
   */
  int next(int replicas) {
    if (slots == null) {
      return replicas;
    }
    int now = slots.getAsInt();
    long time = clock.getAsLong();
    int towards = Integer.compare(now, replicas);
    // Executors come one after the other, and one change is enough for all of them. Where they come
    // and go, but stay too few, there is no more to be waited for.
    if (towards != direction || towards > 0 && now != seen) {
      since = time;
    }
    seen = now;
    direction = towards;
    long patience = now > replicas ? JOINED_NANOS : LEFT_NANOS;
    return now != replicas && time - since >= patience ? now : replicas;
  }
}
