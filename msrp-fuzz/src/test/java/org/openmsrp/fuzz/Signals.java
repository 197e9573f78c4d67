// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.openmsrp.fuzz.Chance.require;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** What a decoder says about an input, however the input is cut: the slices of a body joined. */
final class Signals implements ChunkSink {

  private final List<String> said = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();
  private @Nullable RequestHead open;
  private boolean faulty;

  static Signals of(List<byte[]> pieces) {
    Signals signals = new Signals();
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    try {
      for (byte[] piece : pieces) {
        ByteBuffer lent = ByteBuffer.wrap(piece.clone());
        decoder.decode(lent, signals);
        require(!lent.hasRemaining(), "everything is taken");
        Arrays.fill(lent.array(), (byte) 0xEE);
      }
      signals.said.add(decoder.idle() ? "between frames" : "within a frame");
      signals.said.add("body so far " + signals.body);
      signals.faulty |= !decoder.idle();
    } catch (MsrpSyntaxException fatal) {
      signals.faulty = true;
      signals.said.add("fatal at " + fatal.offset().orElseThrow() + " " + fatal.getMessage());
    }
    return signals;
  }

  List<String> said() {
    return said;
  }

  /** Whether whole frames can't be made of it. */
  boolean faulty() {
    return faulty;
  }

  @Override
  public void onRequest(RequestHead head) {
    require(open == null, "no request within a request");
    open = head;
    said.add("request " + head);
  }

  @Override
  public void onResponse(ResponseHead head) {
    require(open == null, "no response within a request");
    said.add("response " + head);
  }

  @Override
  public void onBody(ByteBuffer octets) {
    require(open != null && octets.hasRemaining(), "a body belongs to a request");
    require(octets.isReadOnly(), "what is lent is read-only");
    body.append(StandardCharsets.ISO_8859_1.decode(octets));
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    RequestHead ended = Optional.ofNullable(open).orElseThrow();
    require(
        body.isEmpty() || ended.headers().contentType().isPresent(), "a body has a Content-Type");
    said.add("body " + body);
    said.add("end " + flag);
    body.setLength(0);
    open = null;
  }

  @Override
  public void onMalformed(MalformedChunk chunk) {
    require(open == null, "a frame is good or malformed, not both");
    faulty = true;
    said.add("malformed " + chunk + " at " + chunk.error().offset().orElseThrow());
  }
}
