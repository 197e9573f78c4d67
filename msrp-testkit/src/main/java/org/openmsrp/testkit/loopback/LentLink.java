// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.nio.ByteBuffer;
import org.openmsrp.domain.port.transport.Framing;

/**
 * Hands the writer's own buffers, read-only, to the reader. A write is done when the reader has
 * taken its last octet; nothing is ever under way.
 */
final class LentLink implements Link {

  private static final ByteBuffer[] NO_PARTS = {};

  private final Framing framing;
  private final Gate gate;
  private ByteBuffer[] parts = NO_PARTS;
  private int index;
  private boolean writing;
  private boolean lent;
  private boolean written;
  private boolean finished;
  private boolean broken;
  private boolean discarding;

  LentLink(Framing framing, Gate gate) {
    this.framing = framing;
    this.gate = gate;
  }

  @Override
  public void write(ByteBuffer[] buffers) {
    if (broken || finished) {
      return;
    }
    parts = new ByteBuffer[buffers.length];
    for (int i = 0; i < buffers.length; i++) {
      parts[i] = buffers[i].asReadOnlyBuffer();
    }
    index = 0;
    writing = true;
    skipEmpty();
    if (index == parts.length) {
      // Nothing to lend: an empty message would be no chunk (RFC 7977 §5.1).
      complete();
    }
  }

  @Override
  public boolean readable() {
    return writing && !lent && !broken && gate.open();
  }

  @Override
  public Piece lend(int max) {
    lent = true;
    ByteBuffer part = parts[index];
    int length = Math.min(max, part.remaining());
    ByteBuffer bytes = part.slice(part.position(), length);
    part.position(part.position() + length);
    skipEmpty();
    return new Piece(bytes, framing == Framing.MESSAGE && index == parts.length);
  }

  @Override
  public void giveBack() {
    lent = false;
    if (writing && index == parts.length) {
      complete();
    }
  }

  @Override
  public boolean lendsWriterBuffers() {
    return lent;
  }

  @Override
  public boolean written() {
    return written;
  }

  @Override
  public void takeWritten() {
    written = false;
  }

  @Override
  public void finish() {
    finished = true;
    if (writing) {
      parts = NO_PARTS;
      index = 0;
      writing = false;
    }
  }

  @Override
  public boolean atEnd() {
    return finished && !writing && !broken && gate.open();
  }

  @Override
  public void discard() {
    discarding = true;
  }

  @Override
  public void settle() {
    if (discarding && readable()) {
      complete();
    }
  }

  @Override
  public void abandon() {
    discarding = false;
  }

  @Override
  public void reset() {
    broken = true;
    parts = NO_PARTS;
    index = 0;
    writing = false;
    written = false;
  }

  @Override
  public boolean broken() {
    return broken && gate.open();
  }

  private void complete() {
    parts = NO_PARTS;
    index = 0;
    writing = false;
    written = true;
  }

  private void skipEmpty() {
    while (index < parts.length && !parts[index].hasRemaining()) {
      index++;
    }
  }
}
