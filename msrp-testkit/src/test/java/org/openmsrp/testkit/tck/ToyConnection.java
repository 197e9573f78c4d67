// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.SerialConnection;

/** A connection of the toy transport: one thread reads, one writes, one signals and keeps time. */
final class ToyConnection extends SerialConnection {

  static final int MOST_OCTETS = 10_000;

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares pieces.
  private record Piece(byte[] octets, boolean last) {}

  /** Comes last, and is never delivered. */
  private static final Piece END = new Piece(new byte[0], true);

  private final ToySocket socket;
  private final ToyFlaw flaw;
  private final long closeMillis;
  private final ConnectionInfo info;
  private final ScheduledExecutorService pump =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "toy-websocket-pump"));
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "toy-websocket-writer"));
  private final BlockingQueue<Piece> parked = new ArrayBlockingQueue<>(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean discarding;
  private long octets;
  private int pings;

  ToyConnection(
      ToySocket socket,
      long closeMillis,
      ConnectionHandler handler,
      CompletableFuture<Connection> stage) {
    super(Framing.MESSAGE, handler, stage);
    this.socket = socket;
    this.flaw = socket.flaw;
    this.closeMillis = closeMillis;
    this.info =
        new ConnectionInfo(
            "toy", socket.local(), socket.remote(), Framing.MESSAGE, java.util.Optional.empty());
  }

  void begin(ExecutorService threads) {
    open();
    threads.execute(this::read);
  }

  @Override
  public ConnectionInfo info() {
    return info;
  }

  @Override
  protected void schedule() {
    pump.execute(this);
  }

  private void read() {
    try {
      CloseReason end = readToTheEnd();
      if (!discarding) {
        parked.put(END); // There is room when what came before has been taken.
      }
      ended(end);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private CloseReason readToTheEnd() throws InterruptedException {
    try {
      CloseReason end = null;
      while (end == null) {
        end = take(socket.read());
      }
      return end;
    } catch (EOFException end) {
      return flaw == ToyFlaw.EVERY_END_ORDERLY ? new CloseReason.PeerClose() : failed(Kind.RESET);
    } catch (IOException reset) {
      return flaw == ToyFlaw.RESET_ORDERLY ? new CloseReason.PeerClose() : failed(Kind.RESET);
    }
  }

  private static CloseReason failed(Kind kind) {
    return new CloseReason.Failed(new TransportException(kind, "the toy has seen " + kind));
  }

  /** How the connection ends with this frame; null if it does not. */
  private @Nullable CloseReason take(RawFrame frame) throws IOException, InterruptedException {
    if (!socket.allowed(frame)) {
      return violation(1002);
    }
    return switch (frame.opcode()) {
      case RawFrame.PING -> pong(frame.payload());
      case RawFrame.PONG -> null;
      case RawFrame.CLOSE -> closed(frame);
      default -> data(frame);
    };
  }

  private CloseReason violation(int code) throws IOException {
    if (flaw != ToyFlaw.VIOLATION_NOT_TOLD) {
      socket.sendClose(code);
    }
    return failed(Kind.PROTOCOL_VIOLATION);
  }

  private @Nullable CloseReason pong(byte[] payload) throws IOException {
    pings++;
    if (flaw != ToyFlaw.PING_IGNORED && !(flaw == ToyFlaw.LATER_PINGS_IGNORED && pings > 100)) {
      byte[] answer = flaw == ToyFlaw.PONG_WITHOUT_PAYLOAD ? new byte[0] : payload;
      socket.send(RawFrame.FIN | RawFrame.PONG, answer);
    }
    return null;
  }

  private CloseReason closed(RawFrame frame) throws IOException {
    if (!discarding && flaw != ToyFlaw.CLOSE_NOT_ANSWERED) {
      socket.send(frame.first(), frame.payload());
    }
    return reason(frame.payload().length < 2 ? 1000 : frame.closeCode());
  }

  private CloseReason reason(int code) {
    boolean accusing = List.of(1002, 1003, 1007, 1009).contains(code);
    boolean orderly = code == 1000 || code == 1001 || flaw == ToyFlaw.EVERY_CODE_ORDERLY;
    if (orderly || (flaw == ToyFlaw.OTHER_CODES_ORDERLY && !accusing)) {
      return new CloseReason.PeerClose();
    }
    return failed(accusing ? Kind.PROTOCOL_VIOLATION : Kind.RESET);
  }

  private @Nullable CloseReason data(RawFrame frame) throws IOException, InterruptedException {
    octets += frame.payload().length;
    if (octets > MOST_OCTETS && flaw != ToyFlaw.SIZE_WITHOUT_BOUND) {
      return violation(1009);
    }
    boolean last = frame.fin() || flaw == ToyFlaw.EACH_FRAGMENT_A_MESSAGE;
    octets = last || flaw == ToyFlaw.FRAGMENTS_NOT_SUMMED ? 0 : octets;
    boolean ignored = flaw == ToyFlaw.TEXT_IGNORED && frame.opcode() == RawFrame.TEXT;
    if (!discarding && !ignored && (last || frame.payload().length > 0)) {
      parked.put(new Piece(frame.payload(), last));
      inputReady();
    }
    return null;
  }

  @Override
  protected void pull() {
    Piece piece = parked.poll();
    if (piece != null && !piece.equals(END)) {
      deliver(ByteBuffer.wrap(piece.octets()).asReadOnlyBuffer(), piece.last());
    }
  }

  @Override
  protected void startWrite(boolean endOfFrame, ByteBuffer[] parts) {
    ByteBuffer all =
        ByteBuffer.allocate(Arrays.stream(parts).mapToInt(ByteBuffer::remaining).sum());
    Arrays.stream(parts).forEach(all::put);
    writer.execute(() -> write(all.array()));
  }

  private void write(byte[] message) {
    try {
      int opcode = flaw == ToyFlaw.WRITTEN_AS_TEXT ? RawFrame.TEXT : RawFrame.BINARY;
      if (flaw == ToyFlaw.WRITTEN_IN_FRAGMENTS) {
        socket.send(opcode, message);
        socket.send(RawFrame.FIN | RawFrame.CONTINUATION, new byte[0]);
      } else if (message.length > 0 || flaw == ToyFlaw.EMPTY_FRAME_SENT) {
        socket.send(RawFrame.FIN | opcode, message);
      }
      written();
    } catch (IOException failure) {
      ended(failed(Kind.RESET));
    }
  }

  @Override
  protected void beginClose() {
    discarding = true;
    parked.clear();
    if (flaw != ToyFlaw.CLOSE_WAITS_FOR_EVER) {
      var unused = pump.schedule(this::expired, closeMillis, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  protected void shutdownOutput() {
    goodbye();
  }

  private void goodbye() {
    try {
      socket.sendClose(1000);
    } catch (IOException gone) {
      ended(failed(Kind.RESET));
    }
  }

  @Override
  protected void release(CloseReason reason) {
    discarding = true;
    parked.clear();
    Kind kind =
        reason instanceof CloseReason.Failed failed ? failed.cause().kind() : Kind.UNREACHABLE;
    if ((kind == Kind.ABORTED && flaw == ToyFlaw.ABORT_SAYS_GOODBYE)
        || (kind == Kind.HANDLER_FAILED && flaw == ToyFlaw.FAILED_HANDLER_SAYS_GOODBYE)) {
      goodbye();
    }
    writer.execute(() -> end(reason, kind));
    writer.shutdown();
    pump.shutdownNow();
  }

  private void end(CloseReason reason, Kind kind) {
    try {
      if (kind == Kind.PROTOCOL_VIOLATION) {
        socket.drain();
      } else if (reason instanceof CloseReason.Failed && flaw != ToyFlaw.ABORT_SAYS_GOODBYE) {
        socket.reset();
      }
    } catch (IOException gone) {
      // Ended all the same.
    } finally {
      socket.close();
      over.countDown();
    }
  }

  void awaitEnd() {
    try {
      over.await(10, TimeUnit.SECONDS);
      pump.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
