// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * One connection of the relay, with a client, a peer without a relay, or another relay. Everything
 * happens under the hub's lock: connections hand frames to each other.
 */
final class RelayPeer implements ConnectionHandler {

  private static final long NEVER = Long.MAX_VALUE;

  private final RelayHub hub;
  private final ChunkDecoder decoder;
  private final PeerInput input;
  private final PeerOutput output;

  /** Those who are not read because too much waits here. */
  private final Set<RelayPeer> waiting = new LinkedHashSet<>();

  /** Where too much of this connection's traffic waits. */
  private final Set<RelayPeer> blockedOn = new LinkedHashSet<>();

  private @Nullable Connection connection;
  private Timers.@Nullable Timer timer;
  private long armedFor = NEVER;
  private long probationEnd = NEVER;
  private int failedAuths;
  private boolean demanded;
  private boolean closed;

  RelayPeer(RelayHub hub, boolean inbound) {
    this.hub = hub;
    this.decoder = new ChunkDecoder(hub.limits().decoder());
    this.input = new PeerInput(hub, this);
    this.output = new PeerOutput(hub.limits());
    if (inbound) {
      probationEnd = hub.now() + hub.limits().probation().toNanos();
    }
  }

  // ---- signals ----

  @Override
  public void onOpen(Connection opened) {
    synchronized (hub) {
      connection = opened;
      if (closed || !hub.admit(this)) {
        abort("the relay takes no more connections");
      } else {
        settle();
      }
    }
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    synchronized (hub) {
      demanded = false;
      try {
        decoder.decode(bytes, input);
        if (endOfFrame && !decoder.idle()) {
          throw new MsrpSyntaxException("a message is not one chunk", "RFC 7977 §5.1");
        }
      } catch (MsrpSyntaxException e) {
        abort("a frame can't be followed: " + e.getMessage());
      }
      settle();
    }
  }

  @Override
  public void onWritten() {
    synchronized (hub) {
      output.onWritten(hub.now());
      relieve();
      settle();
    }
  }

  @Override
  public void onWake() {}

  @Override
  public void onClosed(CloseReason reason) {
    synchronized (hub) {
      end();
    }
  }

  // ---- under the hub's lock ----

  boolean closed() {
    return closed;
  }

  PeerOutput output() {
    return output;
  }

  @Nullable Connection connection() {
    return connection;
  }

  /** A request of this connection succeeded: it may stay. */
  void proven() {
    probationEnd = NEVER;
  }

  /** Credentials were wrong; after several of them the connection is closed (RFC 4976 §6.3). */
  void authFailed() {
    failedAuths++;
  }

  void answer(Frame frame) {
    if (!closed) {
      output.addAnswer(frame);
      settle();
    }
  }

  void request(Frame frame) {
    if (closed) {
      failed(frame.pending(), MsrpStatus.NO_SUCH_SESSION);
    } else {
      output.addRequest(frame);
      settle();
    }
  }

  /** Is not read before {@code target} has written enough. */
  void waitFor(RelayPeer target) {
    if (target.output.congested() && !target.closed) {
      blockedOn.add(target);
      target.waiting.add(this);
    }
  }

  void abort(String why) {
    Connection open = connection;
    if (open != null) {
      open.abort(new TransportException(TransportException.Kind.ABORTED, why));
    }
    end();
  }

  /** The connection is over, or was never made. */
  void end() {
    if (closed) {
      return;
    }
    closed = true;
    if (timer != null) {
      timer.cancel();
    }
    hub.forget(this);
    for (Pending lost : output.abandon()) {
      failed(lost, MsrpStatus.NO_SUCH_SESSION);
    }
    releaseAll();
  }

  void answered(Pending transaction) {
    relieve();
    settle();
  }

  private void failed(@Nullable Pending lost, MsrpStatus status) {
    if (lost != null && lost.errorsReported()) {
      hub.report(lost.origin, status);
    }
  }

  private void relieve() {
    if (output.relieved()) {
      releaseAll();
    }
  }

  private void releaseAll() {
    List<RelayPeer> released = List.copyOf(waiting);
    waiting.clear();
    for (RelayPeer peer : released) {
      peer.blockedOn.remove(this);
      peer.settle();
    }
  }

  /** Writes, reads and looks at the clock as far as that is possible now. */
  private void settle() {
    Connection open = connection;
    if (closed || open == null) {
      return;
    }
    output.flush(open, hub.now());
    if (failedAuths >= hub.limits().failedAuths() && output.idle()) {
      open.close();
      end();
      return;
    }
    waitFor(this);
    if (blockedOn.isEmpty() && !demanded) {
      demanded = true;
      open.demand();
    }
    arm();
  }

  private void arm() {
    long next = Math.min(probationEnd, output.deadline());
    if (next >= armedFor) {
      return;
    }
    if (timer != null) {
      timer.cancel();
    }
    armedFor = next;
    timer = hub.timers().schedule(Duration.ofNanos(next - hub.now()), this::expire);
  }

  private void expire() {
    synchronized (hub) {
      armedFor = NEVER;
      if (closed) {
        return;
      }
      long now = hub.now();
      if (now >= probationEnd || output.stalled(now)) {
        abort("nothing came of the connection in time");
        return;
      }
      for (Pending late : output.overdue(now)) {
        if (late.silenceFails()) {
          hub.report(late.origin, MsrpStatus.TIMEOUT);
        }
      }
      relieve();
      settle();
    }
  }
}
