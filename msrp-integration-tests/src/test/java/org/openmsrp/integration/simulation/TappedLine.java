// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * Sits between an engine and its connection: reads along, changes what arrives if the run wants
 * that, and looks into the engine after each signal.
 */
final class TappedLine implements ConnectionHandler, Connection {

  private final ConnectionHandler engine;
  private final WireTap tap;
  private final EngineProbe probe;
  private final @Nullable WireChange change;
  private @Nullable Connection connection;

  // Of the present read, which may become several when it is changed.
  private int octets;
  private int frames;

  TappedLine(
      ConnectionHandler engine, Ledger ledger, EngineProbe probe, @Nullable WireChange change) {
    this.engine = engine;
    this.tap = new WireTap(ledger);
    this.probe = probe;
    this.change = change;
  }

  private Connection line() {
    return requireNonNull(connection);
  }

  @Override
  public void onOpen(Connection opened) {
    connection = opened;
    engine.onOpen(this);
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    octets = 0;
    frames = 0;
    WireChange changing = change;
    if (changing == null) {
      pass(bytes, endOfFrame);
      return;
    }
    List<ByteBuffer> changed = changing.change(bytes);
    if (changed.isEmpty()) {
      line().demand(); // The engine's demand is still to be served.
    }
    boolean whole = info().framing() == Framing.MESSAGE;
    changed.forEach(frame -> pass(frame, whole));
  }

  private void pass(ByteBuffer bytes, boolean endOfFrame) {
    octets += bytes.remaining();
    frames += tap.hear(bytes.duplicate());
    engine.onBytes(bytes, endOfFrame);
    // The first frame of a changed read may ask for the next read before the others fill the
    // window.
    int reads = change == null ? 1 : 2;
    probe.check(engine, reads * octets, reads * frames);
  }

  @Override
  public void onWritten() {
    tap.written();
    engine.onWritten();
  }

  @Override
  public void onWake() {
    engine.onWake();
  }

  @Override
  public void onClosed(CloseReason reason) {
    engine.onClosed(reason);
    probe.ended(engine);
  }

  @Override
  public ConnectionInfo info() {
    return line().info();
  }

  @Override
  public void demand() {
    line().demand();
  }

  @Override
  public void write(boolean endOfFrame, ByteBuffer... parts) {
    tap.say(parts);
    line().write(endOfFrame, parts);
  }

  @Override
  public void wake() {
    line().wake();
  }

  @Override
  public void close() {
    line().close();
  }

  @Override
  public void abort(TransportException reason) {
    line().abort(reason);
  }
}
