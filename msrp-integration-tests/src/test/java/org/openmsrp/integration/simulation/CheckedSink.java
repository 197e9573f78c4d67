// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.openmsrp.session.MessageSink;
import org.openmsrp.session.MsrpSessionException;

/** A user who looks at every octet: right, in its place, and once. */
final class CheckedSink implements MessageSink {

  private final Letter letter;
  private final List<String> wrongs;
  private final Octets taken = new Octets();
  private final long failAt;
  private boolean over;

  CheckedSink(Letter letter, List<String> wrongs, long failAt) {
    this.letter = letter;
    this.wrongs = wrongs;
    this.failAt = failAt;
  }

  @Override
  public void write(long position, ByteBuffer octets) throws IOException {
    check(!over, "octets after the end of");
    check(octets.hasRemaining(), "no octets of");
    if (position + octets.remaining() > failAt) {
      throw new IOException("the disk is full");
    }
    check(
        Content.matches(letter.contentId(), letter.send.size(), position, octets),
        "wrong octets at " + position + " of");
    check(taken.add(position, octets.remaining()), "octets at " + position + " came twice of");
  }

  @Override
  public void complete(long total) {
    check(!over, "a second end of");
    over = true;
    check(
        total == letter.send.size() && taken.covers(letter.send.size()), "complete with " + taken);
    letter.complete = true;
  }

  @Override
  public void failed(MsrpSessionException cause) {
    check(!over, "a second end of");
    over = true;
    letter.failed = true;
  }

  private void check(boolean right, String wrong) {
    if (!right) {
      wrongs.add(wrong + " " + letter);
    }
  }
}
