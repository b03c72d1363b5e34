package org.diabolo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An S3 server in memory that heeds {@code If-None-Match: *} as Amazon's does, also of many writers
 * at once: moto, from Python's registry.
 *
 * @param process its own
 * @param port of the loopback
 */
record Moto(Process process, int port) implements AutoCloseable {
  private static final String RELEASE = "moto[server]==5.2.5";
  private static final int MOST_TRIES = 600;

  /**
   * One request after the other, once each is there: its own program looks first and writes then,
   * in threads; and a client that is frozen amid its request must not keep the others waiting.
   */
  private static final String PROGRAM =
      """
      import io, sys, threading
      from moto.server import DomainDispatcherApplication, create_backend_app
      from werkzeug.serving import run_simple
      from werkzeug.wsgi import get_input_stream
      moto = DomainDispatcherApplication(create_backend_app)
      turn = threading.Lock()
      def application(environ, start_response):
          body = get_input_stream(environ).read()
          environ["wsgi.input"] = io.BytesIO(body)
          environ["CONTENT_LENGTH"] = str(len(body))
          environ.pop("HTTP_TRANSFER_ENCODING", None)
          with turn:
              return list(moto(environ, start_response))
      run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=True)
      """;

  /**
   * Installs and starts one; the test is skipped where that cannot be.
   *
   * @param folder that it is installed in
   */
  static Moto start(Path folder) throws IOException, InterruptedException {
    PythonEnvironment python = PythonEnvironment.of(folder, RELEASE);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(python.program("python"), "-c", PROGRAM, Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("moto.log").toFile())
            .start();
    Moto moto = new Moto(process, port);
    for (int tries = 0; !moto.listens(); tries++) {
      if (tries == MOST_TRIES || !process.isAlive()) {
        moto.close();
        throw new IOException("moto does not listen; see " + folder.resolve("moto.log"));
      }
      Thread.sleep(100);
    }
    return moto;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes a bucket. */
  void bucket(String name) throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + name))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(put, HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(200);
  }

  /** Of {@code s3a:}. */
  List<String> settings() {
    return Map.of(
            "endpoint", "http://127.0.0.1:" + port,
            "endpoint.region", "us-east-1",
            "path.style.access", "true",
            "connection.ssl.enabled", "false",
            "access.key", "diabolo",
            "secret.key", "diabolo-secret")
        .entrySet()
        .stream()
        .map(entry -> "fs.s3a." + entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
