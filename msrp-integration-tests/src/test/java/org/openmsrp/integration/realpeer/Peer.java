// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of somebody else's that runs beside the test. */
final class Peer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Path log;
  private final Process process;

  private Peer(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts a program; it must be installed. */
  static Peer start(Path folder, String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(located(program));
    command.addAll(List.of(arguments));
    Path log = folder.resolve(program + ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new Peer(program, log, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String located(String program) {
    for (String folder : List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/bin")) {
      Path path = Path.of(folder, program);
      if (Files.isExecutable(path)) {
        return path.toString();
      }
    }
    throw new AssertionError(program + " is not installed: run .ci/run");
  }

  /** A port that nobody listens on at present. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Peer untilItListens(int port) {
    await(name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> listens(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError(name + " ended: " + output());
    }
    return this;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the program something to read. */
  void type(String text) {
    try {
      OutputStream in = process.getOutputStream();
      in.write(text.getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the program to end, and waits. */
  void stop() {
    process.destroy();
    end();
  }

  /** Kills the program and its children at once. */
  void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    end();
  }

  private void end() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
