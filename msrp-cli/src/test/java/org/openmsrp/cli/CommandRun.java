// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command that runs in this process, on a thread of its own; what it prints is kept. */
final class CommandRun implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Void> interrupted = new CompletableFuture<>();
  private final CountedResolvers names = new CountedResolvers();
  private final CompletableFuture<Integer> status;

  private CommandRun(InputStream in, boolean terminal, String... args) {
    Console console =
        new Console(in, stream(out), stream(err), terminal, interrupted, names::newResolver);
    status = CompletableFuture.supplyAsync(() -> Cli.run(console, args), CommandRun::thread);
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "command");
    thread.setDaemon(true);
    thread.start();
  }

  static CommandRun start(String... args) {
    return new CommandRun(InputStream.nullInputStream(), false, args);
  }

  static CommandRun startWithInput(InputStream in, String... args) {
    return new CommandRun(in, false, args);
  }

  static CommandRun startOnTerminal(String... args) {
    return new CommandRun(InputStream.nullInputStream(), true, args);
  }

  private static PrintStream stream(ByteArrayOutputStream octets) {
    return new PrintStream(octets, true, StandardCharsets.UTF_8);
  }

  /** Waits for the end. */
  int status() {
    return status.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** The resolvers that the command has made. */
  CountedResolvers names() {
    return names;
  }

  boolean running() {
    return !status.isDone();
  }

  void interrupt() {
    interrupted.complete(null);
  }

  List<String> out() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  List<String> err() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Every line as the JSON object that it must be. */
  List<JsonNode> events() {
    return out().stream().map(CommandRun::json).toList();
  }

  /** The same while the command runs: without the line that is being written. */
  List<JsonNode> completeEvents() {
    return completeLines().stream().map(CommandRun::json).toList();
  }

  List<String> eventNames() {
    return events().stream().map(event -> event.get("event").asText()).toList();
  }

  /** Waits for an event of {@code --json}. */
  JsonNode event(String name) {
    await().atMost(PATIENCE).pollInterval(LOOK).until(() -> find(name).isPresent() || !running());
    return find(name).orElseThrow(() -> new AssertionError("no " + name + ": " + out() + err()));
  }

  /** Waits for a line that holds a text. */
  String line(String part) {
    await()
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(() -> findLine(part).isPresent() || !running());
    return findLine(part)
        .orElseThrow(() -> new AssertionError("no " + part + ": " + out() + err()));
  }

  /** Where a passive command with {@code --json} listens. */
  String path() {
    return event("listening").get("path").asText();
  }

  private Optional<JsonNode> find(String name) {
    return completeLines().stream()
        .map(CommandRun::json)
        .filter(event -> event.get("event").asText().equals(name))
        .findFirst();
  }

  private Optional<String> findLine(String part) {
    return completeLines().stream().filter(line -> line.contains(part)).findFirst();
  }

  private List<String> completeLines() {
    String text = out.toString(StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static JsonNode json(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (!node.isObject()) {
        throw new AssertionError("not an object: " + line);
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }

  @Override
  public void close() {
    interrupt();
    status();
  }
}
