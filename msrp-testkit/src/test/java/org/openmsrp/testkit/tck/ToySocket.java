// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.Random;
import org.openmsrp.domain.port.transport.Endpoint;

/** Frames of the toy transport: which it sends, and which it takes. */
final class ToySocket {

  private static final int MOST_CONTROL = 125;

  final ToyFlaw flaw;
  private final Socket socket;
  private final boolean server;
  private final DataInputStream in;
  private final Random keys = new Random();
  private boolean within;

  ToySocket(Socket socket, boolean server, ToyFlaw flaw) throws IOException {
    this.socket = socket;
    this.server = server;
    this.flaw = flaw;
    this.in = new DataInputStream(socket.getInputStream());
  }

  Endpoint local() {
    return Toys.endpoint(socket.getLocalSocketAddress());
  }

  Endpoint remote() {
    return Toys.endpoint(socket.getRemoteSocketAddress());
  }

  RawFrame read() throws IOException {
    return RawFrame.read(in);
  }

  /** Judges a frame by RFC 6455 §5; to be asked of each one, in order. */
  boolean allowed(RawFrame frame) {
    boolean mask = frame.mask().isPresent() == server || flaw == ToyFlaw.ANY_MASK_TAKEN;
    boolean reserved = (frame.first() & 0x70) != 0;
    return mask && !reserved && (frame.opcode() < 3 ? fits(frame) : control(frame));
  }

  private boolean fits(RawFrame frame) {
    boolean right = (frame.opcode() == RawFrame.CONTINUATION) == within;
    within = !frame.fin();
    return right;
  }

  private boolean control(RawFrame frame) {
    boolean small = frame.payload().length <= MOST_CONTROL || flaw == ToyFlaw.HUGE_CONTROL_TAKEN;
    return frame.opcode() >= RawFrame.CLOSE
        && frame.opcode() <= RawFrame.PONG
        && frame.fin()
        && small;
  }

  synchronized void send(int first, byte[] payload) throws IOException {
    OptionalInt key =
        server || flaw == ToyFlaw.NEVER_MASKED
            ? OptionalInt.empty()
            : OptionalInt.of(flaw == ToyFlaw.MASKED_WITH_ONE_KEY ? 7 : keys.nextInt());
    socket.getOutputStream().write(new RawFrame(first, key, payload).octets());
  }

  void sendClose(int code) throws IOException {
    byte[] payload =
        flaw == ToyFlaw.CLOSE_WITHOUT_CODE
            ? new byte[0]
            : new byte[] {(byte) (code >> 8), (byte) code};
    send(RawFrame.FIN | RawFrame.CLOSE, payload);
  }

  /** Ends the output and throws away what comes until the peer's end. */
  void drain() throws IOException {
    socket.shutdownOutput();
    socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
  }

  void close() {
    Toys.close(socket);
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
