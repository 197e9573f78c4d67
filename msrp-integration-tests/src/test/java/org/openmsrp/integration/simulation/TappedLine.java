// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.spi.TappedConnection;

/**
 * Sits between an engine and its connection: reads along, changes what arrives if the run wants
 * that, and looks into the engine after each signal.
 */
final class TappedLine extends TappedConnection {

  private final WireTap tap;
  private final EngineProbe probe;
  private final @Nullable WireChange change;

  // Of the present read, which may become several when it is changed.
  private int octets;
  private int frames;

  TappedLine(
      ConnectionHandler engine, Ledger ledger, EngineProbe probe, @Nullable WireChange change) {
    super(engine);
    this.tap = new WireTap(ledger);
    this.probe = probe;
    this.change = change;
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
      demand(); // The engine's demand is still to be served.
    }
    boolean whole = info().framing() == Framing.MESSAGE;
    changed.forEach(frame -> pass(frame, whole));
  }

  private void pass(ByteBuffer bytes, boolean endOfFrame) {
    octets += bytes.remaining();
    frames += tap.hear(bytes.duplicate());
    super.onBytes(bytes, endOfFrame);
    // The first frame of a changed read may ask for the next read before the others fill the
    // window.
    int reads = change == null ? 1 : 2;
    probe.check(user(), reads * octets, reads * frames);
  }

  @Override
  public void onWritten() {
    tap.written();
    super.onWritten();
  }

  @Override
  public void onClosed(CloseReason reason) {
    super.onClosed(reason);
    probe.ended(user());
  }

  @Override
  public void write(boolean endOfFrame, ByteBuffer... parts) {
    tap.say(parts);
    super.write(endOfFrame, parts);
  }
}
