package org.diabolo.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * By what a process is known on its machine, and whether another one there still lives. A number
 * alone does not tell: it is given again, other containers have the same, and so does the machine
 * after it was started again. What is not known here (outside Linux) is empty, and equals nothing.
 */
public final class ThisProcess {
  private static final Path PROC = Path.of("/proc");

  /** Which, of what follows the name in brackets, is the time of start; proc(5), /proc/pid/stat. */
  private static final int STARTED = 19;

  private ThisProcess() {}

  static long pid() {
    return ProcessHandle.current().pid();
  }

  static String user() {
    return System.getProperty("user.name", "");
  }

  /**
   * As the machine, or the container, calls itself.
   *
   * @return the kernel's host name; where there is no {@code /proc}, what Java calls the machine
   */
  public static String host() {
    String name = text(PROC.resolve("sys/kernel/hostname"));
    return name.isEmpty()
        ? ManagementFactory.getRuntimeMXBean().getName().replaceFirst("^.*@", "")
        : name;
  }

  /** Another after each start of the machine. */
  static String boot() {
    return text(PROC.resolve("sys/kernel/random/boot_id"));
  }

  /** Within what process numbers are unique: of the machine, or of one container. */
  static String numbers() {
    try {
      return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  /**
   * When a process of this machine was started, in the kernel's ticks, which do not move when its
   * clock is set; empty where there is none, or only its end waits to be heard of.
   */
  static String started(long pid) {
    String stat = text(PROC.resolve(Long.toString(pid)).resolve("stat"));
    String[] after = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    boolean lives = after.length > STARTED && !after[0].equals("Z") && !after[0].equals("X");
    return lives ? after[STARTED] : "";
  }

  private static String text(Path file) {
    try {
      // A name in it may be in any encoding.
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
