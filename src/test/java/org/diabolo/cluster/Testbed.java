package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Servers of one test's own by {@code scripts/cluster}, and commands that use them. When it is
 * closed nothing of it runs and listens any more, or the test fails.
 */
final class Testbed implements AutoCloseable {
  /** In the environment of all that a test bed starts, and of all that those start. */
  private static final String MARK = "DIABOLO_ACCEPTANCE";

  private static final Pattern EXPORT = Pattern.compile("([A-Z][A-Z0-9_]*)=(\\S+)");

  private final Path root = Path.of("").toAbsolutePath();
  private final Path folder;
  private final Set<String> services = new LinkedHashSet<>();

  /**
   * @param name of its folder in {@code target/acceptance}, which is emptied
   */
  Testbed(String name) {
    folder = root.resolve("target/acceptance").resolve(name);
    try {
      FileUtils.deleteDirectory(folder.toFile());
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where all its files are: {@code logs}, {@code cluster} (the servers' state), and the test's.
   */
  Path folder() {
    return folder;
  }

  /** Where the servers' files and logs are, those of executors and drivers too. */
  Path state() {
    return folder.resolve("cluster");
  }

  /** The project's folder, where commands run. */
  Path root() {
    return root;
  }

  /**
   * Starts what is not running.
   *
   * @param service {@code spark}, {@code hdfs}, {@code yarn} or {@code s3}
   */
  void up(String service, String... options) {
    services.add(service);
    List<String> words = new ArrayList<>(List.of(service, "up"));
    words.addAll(List.of(options));
    cluster(words.toArray(String[]::new)).run(service + "-up").with(0);
  }

  /** What {@code scripts/cluster env} exports for the servers that are up. */
  Map<String, String> exports() {
    Map<String, String> exports = new HashMap<>();
    Matcher matcher = EXPORT.matcher(cluster("env").run("env").with(0).output());
    while (matcher.find()) {
      exports.put(matcher.group(1), matcher.group(2));
    }
    return exports;
  }

  /** Of the S3 server's {@code s3a:}, which a driver has before its own classes. */
  String s3ClassPath() throws IOException {
    String properties = Files.readString(Path.of(exports().get("DIABOLO_S3_PROPERTIES")));
    Matcher path = Pattern.compile("spark.driver.extraClassPath (\\S+)").matcher(properties);
    assertThat(path.find()).isTrue();
    return path.group(1);
  }

  /** {@code scripts/cluster}, which needs no server. */
  Command cluster(String... arguments) {
    return command(environment(), "scripts/cluster", arguments);
  }

  /** {@code scripts/diabolo} in a shell that knows what the servers export. */
  Command diabolo(String... arguments) {
    return command(environmentOfServers(), "scripts/diabolo", arguments);
  }

  /** A plain {@code spark-submit}, likewise. */
  Command sparkSubmit(String... arguments) {
    return command(environmentOfServers(), "target/spark/bin/spark-submit", arguments);
  }

  /**
   * A folder of a file system of the servers, copied to the local disk by Hadoop's shell.
   *
   * @param service {@code hdfs} or {@code s3}
   * @param name of the copy, in this test bed's folder
   */
  Path fetched(String service, String uri, String name) {
    Path copy = folder.resolve(name);
    cluster(service, "fs", "-get", uri, copy.toString()).run("get-" + name).with(0);
    return copy;
  }

  /** Keeps what down removes: the logs, in {@code servers}. */
  private void keepLogs() throws IOException {
    try (Stream<Path> files = Files.walk(state())) {
      Pattern log = Pattern.compile("stdout|stderr|.*\\.log");
      for (Path file :
          files.filter(path -> log.matcher(path.getFileName() + "").matches()).toList()) {
        FileUtils.copyFile(
            file.toFile(), folder.resolve("servers").resolve(state().relativize(file)).toFile());
      }
    }
  }

  /** What executors and drivers on the cluster have logged, all files, by their paths. */
  Map<Path, String> logs() {
    try (Stream<Path> files = Files.walk(state())) {
      Map<Path, String> logs = new TreeMap<>();
      for (Path file : files.filter(path -> path.endsWith("stderr")).toList()) {
        logs.put(file, Files.readString(file));
      }
      return logs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A program that is not the project's own.
   *
   * @param environment variables beside this process's own
   * @param program its path
   */
  Command command(Map<String, String> environment, String program, String... arguments) {
    List<String> words = new ArrayList<>(List.of(root.resolve(program).toString()));
    words.addAll(List.of(arguments));
    return new Command(
        words,
        environment,
        folder.resolve("logs"),
        () -> processes().keySet(),
        List.of(state(), folder.resolve("runs")));
  }

  private Map<String, String> environmentOfServers() {
    Map<String, String> environment = environment();
    if (Files.isDirectory(state())) {
      environment.putAll(exports());
    }
    return environment;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("DIABOLO_CLUSTER", state().toString());
    environment.put(MARK, folder.toString());
    // YARN hands none of these on, and each kernel rounds in its own way: all shall choose alike.
    for (String blas : List.of("OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")) {
      environment.put(blas, "");
    }
    return environment;
  }

  /**
   * The processes that this test bed has started, servers, executors, drivers and commands alike,
   * and their command lines.
   */
  Map<ProcessHandle, String> processes() {
    Map<ProcessHandle, String> found = new TreeMap<>();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      all.filter(ProcessHandle::isAlive)
          .filter(process -> strings(process, "environ").contains(MARK + "=" + folder))
          .forEach(process -> found.put(process, String.join(" ", strings(process, "cmdline"))));
    }
    return found;
  }

  /** Those of them with a text in the command line, for instance a class's name. */
  List<ProcessHandle> processes(String text) {
    return processes().entrySet().stream()
        .filter(entry -> entry.getValue().contains(text))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What /proc says, texts with a NUL after each; nothing of a process that has gone. */
  private static List<String> strings(ProcessHandle process, String file) {
    try {
      Path path = Path.of("/proc", Long.toString(process.pid()), file);
      return List.of(Files.readString(path, StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The ports that the servers were given. */
  private Collection<Integer> ports() throws IOException {
    try (Stream<Path> files = Files.walk(state(), 2)) {
      List<Integer> ports = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".port")).toList()) {
        ports.add(Integer.valueOf(Files.readString(file).strip()));
      }
      return ports;
    }
  }

  /**
   * Stops all servers.
   *
   * @throws AssertionError when {@code scripts/cluster down} left a process, a port or a file
   */
  @Override
  public void close() {
    if (services.isEmpty()) {
      return;
    }
    try {
      Collection<Integer> ports = ports();
      assertThat(ports).as("ports of %s", services).isNotEmpty();
      keepLogs();
      List<Ended> downs = new ArrayList<>();
      for (String service : services) {
        downs.add(cluster(service, "down").run(service + "-down"));
      }
      services.clear();
      Map<ProcessHandle, String> left = processes();
      left.keySet().forEach(ProcessHandle::destroyForcibly);
      downs.forEach(down -> down.with(0));
      assertThat(left).as("processes that scripts/cluster down left").isEmpty();
      for (int port : ports) {
        bind(port);
      }
      assertThat(state()).doesNotExist();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new IOException("port " + port + " is still taken after scripts/cluster down", e);
    }
  }
}
