// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketConstants;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.port.transport.spi.Members;

/**
 * Lets a fuzzer in where the room has no door: a WebSocket that is open, on octets in memory, with
 * Jetty's parser between them and the connection. Nothing runs but when it is told to.
 */
public final class FrameDoor {

  /** The longest payload of one (RFC 6455 §5.5). */
  private static final int CONTROL_FRAME = 125;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Steps steps = new Steps();
  private final Memory endPoint = new Memory(steps);
  private final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();
  private final Wiring wiring;
  private final Behavior role;

  /**
   * Opens it.
   *
   * @param client which end it is
   * @param maxMessageSize what it takes at most
   * @param handler of its user
   */
  public FrameDoor(boolean client, int maxMessageSize, ConnectionHandler handler) {
    WebSocketOptions options =
        WebSocketOptions.builder()
            .maxMessageSize(maxMessageSize)
            .keepAlive(SECOND, SECOND.multipliedBy(3))
            .build();
    SocketOptions socket = SocketOptions.DEFAULT.withReadBufferSize(100);
    Members members = new Members("fuzzed");
    wiring = new Wiring(members, Lease.NONE, steps::add, steps, buffers, SECOND, socket, options);
    role = client ? Behavior.CLIENT : Behavior.SERVER;
    open(new MessageConnection(wiring, endPoint, "", "", handler, new CompletableFuture<>()));
  }

  private void open(MessageConnection connection) {
    WebSocketComponents components =
        new WebSocketComponents(
            NoExtensions.REGISTRY, null, buffers, null, null, wiring.executor());
    ExtensionStack none = new ExtensionStack(components, role);
    none.negotiate(List.of(), List.of());
    Negotiated negotiated =
        new Negotiated(
            URI.create("ws://server.example/"),
            Handshake.PROTOCOL,
            false,
            none,
            WebSocketConstants.SPEC_VERSION_STRING);
    WebSocketCoreSession session =
        new WebSocketCoreSession(connection.frames(), role, negotiated, components);
    wiring.configure(session);
    WebSocketConnection frames =
        new WebSocketConnection(
            endPoint, wiring.executor(), steps, buffers, session, new Random(0));
    session.setWebSocketConnection(frames);
    endPoint.setConnection(frames);
    frames.onOpen();
    settle();
  }

  /**
   * Octets of the peer.
   *
   * @param octets in one read, if the user wants them
   */
  public void receive(byte[] octets) {
    if (octets.length > 0 && endPoint.isOpen()) {
      endPoint.addInput(ByteBuffer.wrap(octets));
    }
    settle();
  }

  /** The peer's end, whatever came before. */
  public void receiveEnd() {
    if (endPoint.isOpen()) {
      endPoint.addInputEOF();
    }
    settle();
  }

  /** Runs what is due now. */
  public void settle() {
    steps.run();
  }

  /** Runs what is due some time. */
  public void runTimers() {
    steps.runTimers();
    settle();
  }

  /**
   * Memory of the pool. Jetty keeps the part of a control frame that has come when a connection
   * ends; its pool holds few of them and goes on without, so that they don't count here.
   *
   * @return how many buffers are lent that are larger than a control frame
   */
  public long buffersInUse() {
    return buffers.getLeaks().stream().filter(lent -> lent.getSize() > CONTROL_FRAME).count();
  }

  /** Octets in memory, from somebody with an address. */
  private static final class Memory extends ByteArrayEndPoint {
    private static final int OUTPUT = 1024;
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 80);

    Memory(Scheduler scheduler) {
      super(scheduler, 0, BufferUtil.EMPTY_BUFFER, OUTPUT, true);
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
      return HERE;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
      return HERE;
    }
  }

  /** An executor and a scheduler that wait to be told. */
  private static final class Steps extends AbstractLifeCycle implements Scheduler {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Runnable> timers = new ArrayList<>();

    void add(Runnable task) {
      tasks.add(task);
    }

    void run() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    void runTimers() {
      List<Runnable> due = List.copyOf(timers);
      timers.clear();
      due.forEach(Runnable::run);
    }

    @Override
    public Task schedule(Runnable task, long delay, TimeUnit units) {
      timers.add(task);
      return () -> timers.remove(task);
    }
  }
}
