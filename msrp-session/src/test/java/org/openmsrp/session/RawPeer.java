// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.testkit.loopback.Simulation;
import org.openmsrp.testkit.scripted.PeerHandler;

/** A peer without a stack: writes the octets that a test says and keeps those that come. */
final class RawPeer extends PeerHandler {

  /** A frame that came: its octets but for the body, and the body. */
  record Frame(MsrpHead head, MsrpBody body, ContinuationFlag flag) {

    RequestHead request() {
      return (RequestHead) head;
    }

    int code() {
      return ((ResponseHead) head).status().code();
    }

    String text() {
      return UTF_8.decode(body.toByteBuffer()).toString();
    }

    boolean isRequest() {
      return head instanceof RequestHead;
    }

    Optional<String> range() {
      return head.headers().byteRange().map(Object::toString);
    }
  }

  private final Simulation simulation;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final ChunkDecoder decoder =
      new ChunkDecoder(DecoderLimits.DEFAULT.withHeadOctets(1 << 20));
  private final Frames frames = new Frames();
  private int reads;
  private int messageOctets;
  private final List<Integer> messages = new ArrayList<>();

  RawPeer(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Writes a frame whose lines end with LF here and with CRLF on the wire. */
  void sends(String frame) {
    sendsOctets(frame.replace("\n", "\r\n").getBytes(UTF_8));
  }

  /** Writes octets as they are. */
  void sendsOctets(byte[] octets) {
    connection();
    write(ByteBuffer.wrap(octets));
    simulation.runUntilIdle();
  }

  /** What came since the last call, as text with LF. */
  String takes() {
    simulation.runUntilIdle();
    String text = received.toString(UTF_8).replace("\r\n", "\n");
    received.reset();
    frames.done.clear();
    return text;
  }

  /** The frames that came since the last call. */
  List<Frame> takesFrames() {
    simulation.runUntilIdle();
    List<Frame> taken = List.copyOf(frames.done);
    takes();
    return taken;
  }

  /** The one frame that came since the last call. */
  Frame takesFrame() {
    List<Frame> taken = takesFrames();
    if (taken.size() != 1) {
      throw new AssertionError("not one frame: " + taken);
    }
    return taken.get(0);
  }

  /** The frames that came since the last call of a method that takes them. */
  List<Frame> framesSoFar() {
    return List.copyOf(frames.done);
  }

  List<Frame> framesSoFarAfter(Simulation world) {
    world.runUntilIdle();
    return framesSoFar();
  }

  int frameCount() {
    return frames.done.size();
  }

  /** Body octets of a frame that has not ended yet. */
  int openBody() {
    return frames.body.size();
  }

  /** Whether the stack does not read what this peer writes. */
  boolean blocked() {
    return !wroteAll();
  }

  int octets() {
    return received.size();
  }

  /** Sizes of the WebSocket messages that came. */
  List<Integer> messages() {
    return messages;
  }

  int reads() {
    return reads;
  }

  void stopsReading() {
    stopReading();
  }

  /** Takes one read. */
  void readsOnce() {
    connection().demand();
    simulation.runUntilIdle();
  }

  void readsAgain() {
    startReading();
    simulation.runUntilIdle();
  }

  void closes() {
    connection().close();
    simulation.runUntilIdle();
  }

  void breaksOff() {
    connection().abort(new TransportException(TransportException.Kind.ABORTED, "the peer is gone"));
    simulation.runUntilIdle();
  }

  Optional<CloseReason> closed() {
    simulation.runUntilIdle();
    return closeReason();
  }

  @Override
  protected void heard(ByteBuffer bytes, boolean endOfFrame) {
    reads++;
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    received.writeBytes(copy);
    messageOctets += copy.length;
    if (endOfFrame) {
      messages.add(messageOctets);
      messageOctets = 0;
    }
    decoder.decode(ByteBuffer.wrap(copy), frames);
  }

  private static final class Frames implements ChunkSink {
    final List<Frame> done = new ArrayList<>();
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable RequestHead head;

    @Override
    public void onRequest(RequestHead request) {
      head = request;
      body.reset();
    }

    @Override
    public void onResponse(ResponseHead response) {
      done.add(new Frame(response, MsrpBody.EMPTY, ContinuationFlag.COMPLETE));
    }

    @Override
    public void onBody(ByteBuffer octets) {
      byte[] copy = new byte[octets.remaining()];
      octets.get(copy);
      body.writeBytes(copy);
    }

    @Override
    public void onEnd(ContinuationFlag flag) {
      if (head != null) {
        done.add(new Frame(head, MsrpBody.copyOf(body.toByteArray()), flag));
      }
      body.reset();
      head = null;
    }

    @Override
    public void onMalformed(MalformedChunk chunk) {
      throw new AssertionError("the stack wrote a malformed chunk", chunk.error());
    }
  }
}
