package org.diabolo.store;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that is put twice to learn whether a store heeds a condition. */
final class Probe {
  private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
  private static final String OF = ".probe";
  private static final Pattern NAME = Pattern.compile("\\.probe" + Unique.ENDING);

  /** Ten minutes, unless {@link Lease#STALE} says otherwise. */
  private static final int TIMES_STALE = 20;

  private Probe() {}

  static String name() {
    return Unique.name(OF);
  }

  /**
   * Removes those whose processes have died in between: they are much older than the time that an
   * owner is waited for, by the store's own clock. One that cannot be removed is not worth a
   * failure of what is done.
   *
   * @param own name of one that was put just now
   */
  static void clear(Folder folder, String own) {
    try {
      List<String> others =
          folder.fileNames().stream()
              .filter(name -> NAME.matcher(name).matches() && !name.equals(own))
              .toList();
      if (others.isEmpty()) {
        return;
      }
      long now = folder.modified(own);
      // Of one that is only slow it would look as if the store did not heed the condition.
      long dead = TIMES_STALE * Lease.stale(folder.files().getConf()).toMillis();
      for (String name : others) {
        if (folder.modified(name) < now - dead) {
          folder.unfenced().delete(name);
        }
      }
    } catch (UncheckedIOException e) {
      // Whoever put it may have removed it meanwhile.
      LOG.debug("{}", folder, e);
    }
  }
}
