// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;

/** A handler that writes down its signals and can be told what to do in them. */
final class Journal implements ConnectionHandler {

  final List<String> lines = new ArrayList<>();
  private final Map<String, Consumer<Connection>> reactions = new HashMap<>();
  private Connection connection;

  Journal on(String signal, Consumer<Connection> reaction) {
    reactions.put(signal, reaction);
    return this;
  }

  /** Notes a line that is not a signal, in order with those that are. */
  void note(String line) {
    lines.add(line);
  }

  @Override
  public void onOpen(Connection opened) {
    connection = opened;
    signal("open", "open");
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    String text = StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString();
    signal("bytes", "bytes " + text + (endOfFrame ? "|" : ""));
  }

  @Override
  public void onWritten() {
    signal("written", "written");
  }

  @Override
  public void onWake() {
    signal("wake", "wake");
  }

  @Override
  public void onClosed(CloseReason reason) {
    String why =
        reason instanceof CloseReason.Failed failed
            ? failed.cause().kind().toString()
            : reason.getClass().getSimpleName();
    signal("closed", "closed " + why);
  }

  private void signal(String name, String line) {
    lines.add(line);
    reactions.getOrDefault(name, any -> {}).accept(connection);
    lines.add("/" + name);
  }

  /** The lines without the ends of signals; fails if signals were nested. */
  List<String> signals() {
    List<String> signals = new ArrayList<>();
    String open = "";
    for (String line : lines) {
      if (line.startsWith("/")) {
        open = "";
      } else {
        if (!open.isEmpty() && !line.startsWith("#")) {
          throw new AssertionError(line + " within " + open + ": " + lines);
        }
        signals.add(line);
        open = line.startsWith("#") ? open : line;
      }
    }
    return signals;
  }
}
