package org.diabolo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets bash read blocks, with its quotes, comments and variables, and tells what it would start.
 * Nothing is started: there is no PATH, and the scripts are functions that print their words.
 */
final class Shell {
  /** In the place of a program. */
  static final String FAULT = "FAULT";

  /** Prints of each command: block, program, master, how many words follow, and these. */
  private static final String SCRIPT =
      """
      set -u
      root=$PWD
      . scripts/lib/submit
      tell() { printf '%s\\0' "$block" "$@" >&3; }
      misuse() { echo "$@"; exit 1; }
      command_not_found_handle() { tell "$1" '' $(($# - 1)) "${@:2}"; }
      diabolo() {
        expand_homes "$@"
        split_arguments "${expanded[@]}"
        require_master
        tell scripts/diabolo "${given[--master]:-}" ${#arguments[@]} "${arguments[@]}"
      }
      for script in scripts/*; do
        if [[ -x $script && -f $script ]]; then
          eval "$script() { command_not_found_handle $script \\"\\$@\\"; }"
        fi
      done
      scripts/diabolo() { diabolo "$@"; }
      # As scripts/cluster env says.
      DIABOLO_MASTER=spark://127.0.0.1:7077
      cd "$1"; shift
      PATH=/nowhere
      block=0
      for text; do
        said=$(set -e; eval "$text" 2>&1)
        if [[ $? != 0 ]]; then tell FAULT '' 1 "${said:-it fails}"; fi
        block=$((block + 1))
      done
      """;

  private Shell() {}

  /**
   * @param blocks in the language of a shell
   * @return the commands of each; one whose program is {@link #FAULT} is what bash says to a block
   *     that it does not take
   */
  static List<List<ShellCommand>> commands(List<Block> blocks) {
    try {
      Path folder = Files.createTempDirectory("shell-blocks");
      Path told = folder.resolve("told");
      List<String> words =
          new ArrayList<>(
              List.of(
                  "bash", "-c", "exec 3>\"$1\"; shift\n" + SCRIPT, "bash", told + "", folder + ""));
      blocks.forEach(block -> words.add(block.text()));
      Process bash =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (bash.waitFor() != 0 || !said.isEmpty()) {
        throw new AssertionError("bash: " + said);
      }
      List<List<ShellCommand>> commands = commands(Files.readString(told), blocks.size());
      Files.delete(told);
      Files.delete(folder);
      return commands;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<List<ShellCommand>> commands(String told, int blocks) {
    List<List<ShellCommand>> commands = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      commands.add(new ArrayList<>());
    }
    String[] words = told.split("\0", -1);
    for (int i = 0; i + 3 < words.length; ) {
      int from = i + 4;
      int to = from + Integer.parseInt(words[i + 3]);
      commands
          .get(Integer.parseInt(words[i]))
          .add(new ShellCommand(words[i + 1], words[i + 2], List.of(words).subList(from, to)));
      i = to;
    }
    return commands;
  }
}
