// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * Cuts what a connection sends into pieces that are forwarded whole. A piece is at most a fragment
 * long, so what one connection can make the relay hold is bounded however long its chunks are.
 */
final class PeerInput implements ChunkSink {

  private static final byte[] NOTHING = {};
  private static final int FIRST_ROOM = 2_048;

  private final RelayHub hub;
  private final RelayPeer peer;

  private @Nullable RequestHead head;
  private @Nullable MsrpStatus refusal;
  private byte[] held = NOTHING;
  private int length;
  private long passed;

  PeerInput(RelayHub hub, RelayPeer peer) {
    this.hub = hub;
    this.peer = peer;
  }

  @Override
  public void onRequest(RequestHead request) {
    head = request;
    refusal = null;
    held = NOTHING;
    length = 0;
    passed = 0;
    if (!peer.closed() && !hub.addressedHere(request)) {
      // RFC 4976 §6.2: whoever sends what is not for this relay is not listened to.
      peer.abort("a request is not addressed to this relay");
    }
  }

  @Override
  public void onBody(ByteBuffer octets) {
    while (octets.hasRemaining() && refusal == null && !peer.closed()) {
      int part = Math.min(octets.remaining(), hub.limits().fragment() - length);
      hold(octets, part);
      if (passed + length > hub.limits().maxBody()) {
        refusal = MsrpStatus.STOP_SENDING;
      } else if (length == hub.limits().fragment() && octets.hasRemaining()) {
        pass(ContinuationFlag.MORE);
      }
    }
    octets.position(octets.limit());
  }

  private void hold(ByteBuffer octets, int part) {
    if (length + part > held.length) {
      int room = Math.max(FIRST_ROOM, Math.max(length + part, 2 * held.length));
      held = Arrays.copyOf(held, Math.min(room, hub.limits().fragment()));
    }
    octets.get(held, length, part);
    length += part;
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    RequestHead request = head;
    if (request == null || peer.closed()) {
      return;
    }
    if (hub.answersItself(request)) {
      hub.authenticate(peer, request);
    } else {
      if (refusal == null) {
        pass(flag);
      }
      hub.answer(peer, request, refusal == null ? MsrpStatus.OK : refusal);
    }
    head = null;
    held = NOTHING;
  }

  private void pass(ContinuationFlag flag) {
    RequestHead request = head;
    if (request != null) {
      Piece piece = new Piece(Arrays.copyOf(held, length), flag);
      try {
        refusal = hub.forward(peer, part(request, flag), piece).orElse(null);
      } catch (MsrpSyntaxException e) {
        refusal = MsrpStatus.BAD_REQUEST;
      }
      passed += length;
      length = 0;
    }
  }

  /** The head of the part that is forwarded now: its range is known (RFC 4976 §6.4.1). */
  private RequestHead part(RequestHead request, ContinuationFlag flag) {
    boolean whole = passed == 0 && flag != ContinuationFlag.MORE;
    boolean send = request.method().equals(MsrpMethod.SEND);
    ByteRange range = request.headers().byteRange().orElse(null);
    if (!send || request.headers().contentType().isEmpty() || (whole && range == null)) {
      return request;
    }
    long start = (range == null ? 1 : range.start()) + passed;
    OptionalLong total = range == null ? OptionalLong.empty() : range.total();
    ByteRange own = ByteRange.of(start, OptionalLong.of(start + length - 1), total);
    MsrpHeaders headers = request.headers().toBuilder().set(HeaderName.BYTE_RANGE, own).build();
    return new RequestHead(
        request.transactionId(), request.method(), request.toPath(), request.fromPath(), headers);
  }

  @Override
  public void onResponse(ResponseHead response) {
    if (!peer.closed()) {
      hub.onResponse(peer, response);
    }
  }

  @Override
  public void onMalformed(MalformedChunk chunk) {
    if (!peer.closed() && chunk.method().isPresent() && chunk.fromPath().isPresent()) {
      hub.refuseMalformed(peer, chunk);
    }
  }
}
