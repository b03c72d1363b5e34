package org.diabolo.bench;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.diabolo.average.exchange.Reduction;
import org.diabolo.job.InvalidJobException;

/**
 * A network that is not here: what each machine can send and receive at once, and how long a
 * message takes to set out. Prices a round's traffic without overlap, each step after the other.
 *
 * @param bytesPerSecond each way
 * @param latency seconds
 */
public record Link(double bytesPerSecond, double latency) {
  private static final Pattern RATE = Pattern.compile("([0-9.]+) ?([kMGT]?)(bit|B)/s");
  private static final Pattern TIME = Pattern.compile("([0-9.]+) ?(us|ms|s)");
  private static final Map<String, Double> RATES =
      Map.of("", 1.0, "k", 1e3, "M", 1e6, "G", 1e9, "T", 1e12);
  private static final Map<String, Double> TIMES = Map.of("us", 1e-6, "ms", 1e-3, "s", 1.0);

  /**
   * @param rate such as {@code 10Gbit/s} or {@code 500MB/s}
   * @param latency such as {@code 1ms}
   * @return the network, in bytes a second and seconds
   * @throws InvalidJobException saying what is allowed
   */
  public static Link parse(String rate, String latency) {
    Matcher rates = RATE.matcher(rate);
    if (!rates.matches() || number(rates) <= 0) {
      throw new InvalidJobException(
          "--network: found \"" + rate + "\", allowed: for instance 10Gbit/s or 500MB/s");
    }
    Matcher times = TIME.matcher(latency);
    if (!times.matches() || number(times) < 0) {
      throw new InvalidJobException(
          "--latency: found \"" + latency + "\", allowed: for instance 1ms, 200us or 0s");
    }
    return new Link(
        number(rates) * RATES.get(rates.group(2)) / (rates.group(3).equals("bit") ? 8 : 1),
        number(times) * TIMES.get(times.group(2)));
  }

  private static double number(Matcher matched) {
    try {
      return Double.parseDouble(matched.group(1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /**
   * What a round's traffic takes when every replica has a machine of its own.
   *
   * <p>Of {@link Reduction#FEW} replicas or fewer the driver sends the state to each and receives
   * each one's result, all through its own machine's link. Of more, down: the state is handed on
   * from those who have it to as many who have not, {@code ceil(log2(replicas + 1))} times; up:
   * each replica sends the others their pieces of its result while it receives as much, then the
   * driver receives one mean.
   *
   * @param replicas at least 1
   * @param bytesDown of the state
   * @param bytesUp from all replicas together
   * @return seconds; 0 for one replica, which need not talk
   */
  double round(int replicas, long bytesDown, long bytesUp) {
    if (replicas == 1) {
      return 0;
    }
    if (replicas <= Reduction.FEW) {
      return message((double) replicas * bytesDown) + message(bytesUp);
    }
    int handings = 32 - Integer.numberOfLeadingZeros(replicas);
    double down = handings * message(bytesDown);
    return down + message((double) bytesUp / replicas) + message(bytesDown);
  }

  private double message(double bytes) {
    return latency + bytes / bytesPerSecond;
  }

  /**
   * @return the network in words
   */
  public String words() {
    return String.format(
        Locale.ROOT, "%.3g Gbit/s, %.3g ms", bytesPerSecond * 8 / 1e9, latency * 1e3);
  }
}
