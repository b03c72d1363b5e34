package org.diabolo.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.diabolo.job.NotOwnerException;

/**
 * Programs on a store of any kind, for tests on real servers: {@code race FOLDER}, {@code own
 * FOLDER}, {@code follow FOLDER} and {@code list FOLDER}, and settings of Hadoop's as {@code
 * KEY=VALUE}.
 */
public final class StoreProcess {
  /** What {@code race} says at its end. */
  public static final int RACES = 20;

  private static final long BETWEEN_MILLIS = 300;

  private StoreProcess() {}

  /**
   * @param arguments what to do, where, and settings
   */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = new Configuration();
    for (String setting : Arrays.asList(arguments).subList(2, arguments.length)) {
      String[] parts = setting.split("=", 2);
      configuration.set(parts[0], parts[1]);
    }
    Folder folder = Folder.of(arguments[1], configuration);
    switch (arguments[0]) {
      case "race" -> race(folder);
      case "own" -> own(folder);
      case "follow" -> follow(folder);
      case "list" -> list(folder, "");
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.exit(0);
  }

  /** Says how many threads have created each file. */
  private static void race(Folder folder) throws Exception {
    folder.create();
    Optional<CreateIfAbsent> creating = CreateIfAbsent.in(folder);
    if (creating.isEmpty()) {
      System.out.println("none");
      return;
    }
    List<List<String>> winners = Race.winners(RACES, creating.get()::create);
    for (int race = 0; race < RACES; race++) {
      String name = "race-" + race;
      List<String> told = winners.get(race);
      boolean kept = told.size() == 1 && folder.text(name).equals(told.get(0));
      System.out.println(name + ": winners " + told.size() + (kept ? ", kept" : ""));
    }
  }

  /** Writes until another process has the run, and says each file and folder. */
  private static void own(Folder folder) throws IOException, InterruptedException {
    Folder owned = folder.taken(Application.NONE);
    try {
      for (int version = 1; ; version++) {
        owned.write("file", "version " + version);
        try (Publication publication = Publication.begin(owned.folder("out"), "_LAST")) {
          publication.staging().write("a", "version " + version);
          publication.publish("version " + version);
        }
        System.out.println(version);
        Thread.sleep(BETWEEN_MILLIS);
      }
    } catch (RuntimeException e) {
      // As commands do: what fails first may be anything.
      RuntimeException explained = owned.explained(e);
      System.out.println(
          explained instanceof NotOwnerException ? explained.getMessage() : explained.toString());
      owned.letGo();
    }
  }

  /** Takes the run, writes the same as the one before, and lets go. */
  private static void follow(Folder folder) {
    try {
      Folder owned = folder.taken(Application.NONE);
      owned.write("file", "the next one's");
      try (Publication publication = Publication.begin(owned.folder("out"), "_LAST")) {
        publication.staging().write("a", "the next one's");
        publication.publish("the next one's");
      }
      owned.letGo();
      System.out.println("taken");
    } catch (NotOwnerException e) {
      System.out.println(e.getMessage());
    }
    Folder out = folder.folder("out");
    System.out.println(folder.text("file") + "; " + out.text("a") + "; " + out.fileNames());
  }

  /** Says each file below that readers see, and its SHA-256. */
  private static void list(Folder folder, String above) {
    for (String name : folder.fileNames()) {
      if (!name.startsWith(".")) {
        System.out.println(above + name + " " + DigestUtils.sha256Hex(folder.bytes(name)));
      }
    }
    for (Folder inner : folder.folders()) {
      if (!inner.name().startsWith(".")) {
        list(inner, above + inner.name() + "/");
      }
    }
  }
}
