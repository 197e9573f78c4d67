// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpRequestBuilder;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * A bound session at the level of chunks: what a connector or acceptor gives. Nothing is answered
 * by itself here; most users put an {@link MsrpSession} on top, which takes the channel over. Safe
 * for use by many threads.
 */
public final class MsrpChannel implements AutoCloseable {

  private final SessionCore core;

  MsrpChannel(SessionCore core) {
    this.core = core;
  }

  SessionCore core() {
    return core;
  }

  /**
   * What the log calls this session: no secret, and the same in all its events.
   *
   * @return an id that is unique within the stack
   */
  public String correlationId() {
    return core.correlationId();
  }

  /**
   * The own path, as it was given to the peer.
   *
   * @return the path
   */
  public MsrpPath localPath() {
    return core.localPath();
  }

  /**
   * The peer's path.
   *
   * @return the To-Path of what is sent
   */
  public MsrpPath remotePath() {
    return core.remotePath();
  }

  /**
   * Moves the session to other paths, which both sides agreed on by a new offer: a relay's URI ends
   * and must be replaced by a new one (RFC 4976 §9.4). What is sent from now on takes the new path,
   * chunks of messages under way too; requests along the old one are still taken.
   *
   * @param local the own full path; its last URI stays the same
   * @param remote the path from here to the peer, the next hop first; its first URI must be reached
   *     over the same connection
   * @throws MsrpSessionException if the own URI is another one
   */
  public void reroute(MsrpPath local, MsrpPath remote) {
    if (!local.last().equals(core.ownUri())) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.WRONG_STATE, "a session keeps its own URI");
    }
    core.engine().submit(() -> core.reroute(local, remote));
  }

  /**
   * Facts about the connection.
   *
   * @return addresses, transport, TLS
   */
  public ConnectionInfo connection() {
    return core.engine().connection().info();
  }

  /**
   * Begins a SEND of this channel.
   *
   * @return a builder with paths and ids filled in
   */
  public SendChunkBuilder newSend() {
    return new SendChunkBuilder(
        core.toPath(), core.fromPath(), core.engine().context().identifiers());
  }

  /**
   * Begins a request of this channel.
   *
   * @param method what is asked
   * @return a builder with paths and a random transaction id filled in
   */
  public MsrpRequestBuilder newRequest(MsrpMethod method) {
    return MsrpRequest.builder(
        method, core.engine().newTransactionId(), core.toPath(), core.fromPath());
  }

  /**
   * Makes a response (RFC 4975 §7.2): of a SEND to the previous hop only.
   *
   * @param request what is answered
   * @param status what became of it
   * @return the response
   */
  public MsrpResponse newResponse(MsrpRequest request, MsrpStatus status) {
    return new MsrpResponse(request.head().respond(status));
  }

  /**
   * Writes a chunk as it is.
   *
   * @param chunk a request or a response
   * @return completes when the operating system has taken it; fails with {@link
   *     MsrpSessionException} if the session ends before
   * @throws MsrpSessionException if the session's queue is full
   * @throws org.openmsrp.domain.MsrpSyntaxException if the body holds the chunk's own end-line
   */
  public CompletionStage<Void> write(MsrpChunk chunk) {
    ChannelWrite write = new ChannelWrite(core, chunk);
    core.engine().submit(write::start);
    return write.stage();
  }

  /**
   * Answers a request if an answer is wanted: Failure-Report is honoured, and a REPORT is never
   * answered (RFC 4975 §7.1.4, §7.1.2). Nor is the request that bound the session: that was
   * answered at once.
   *
   * @param request what is answered
   * @param status what became of it
   * @return completes when the operating system has taken the response, or at once if none is
   *     wanted
   */
  public CompletionStage<Void> respond(MsrpRequest request, MsrpStatus status) {
    boolean send = request.method().equals(MsrpMethod.SEND);
    boolean wanted =
        send
            ? request.headers().failureReport().wantsResponse(status.success())
            : !request.method().equals(MsrpMethod.REPORT);
    return wanted && !core.answersItself(request.transactionId())
        ? write(newResponse(request, status))
        : CompletableFuture.completedFuture(null);
  }

  /**
   * Reads the next chunk; large ones in segments of 64 KiB.
   *
   * @return completes with the chunk or segment; fails with {@link MsrpSessionException} when the
   *     session has ended and everything was read
   */
  public CompletionStage<ReceivedChunk> read() {
    return read(ChannelReceiver.SEGMENT);
  }

  /**
   * Reads the next chunk, or a segment of a large one once at least so many octets are there. A
   * chunk of which a part was read and whose rest does not come ends with an empty segment of flag
   * {@code #}.
   *
   * @param sizeHint octets to wait for, not negative; 0 takes whatever is there, and more than 64
   *     KiB count as 64 KiB
   * @return as {@link #read()}
   */
  public CompletionStage<ReceivedChunk> read(int sizeHint) {
    if (sizeHint < 0) {
      throw new IllegalArgumentException("size hint " + sizeHint);
    }
    CompletableFuture<ReceivedChunk> result = new CompletableFuture<>();
    core.engine().submit(() -> read(sizeHint, result));
    return result;
  }

  private void read(int sizeHint, CompletableFuture<ReceivedChunk> result) {
    if (core.receiver() instanceof ChannelReceiver receiver) {
      receiver.read(sizeHint, result);
    } else {
      result.completeExceptionally(
          new MsrpSessionException(
              MsrpSessionException.Kind.WRONG_STATE, "a session has taken over the channel"));
    }
  }

  /**
   * Checks whether a request belongs to this session (RFC 4975 §7.3).
   *
   * @param request a request that was read
   * @return what is wrong, if anything
   */
  public Optional<Rejection> check(MsrpRequest request) {
    return core.paths()
        .check(request.head())
        .map(status -> new Rejection(status, "the request's paths are not those of this session"));
  }

  /**
   * Ends the session once everything is written. The connection ends with its last session.
   * Idempotent.
   */
  @Override
  public void close() {
    core.engine()
        .submit(
            () ->
                core.whenDrained(
                    () -> core.engine().endSession(core, new SessionEnd.ClosedLocally())));
  }

  static MsrpSessionException closed(SessionEnd end) {
    return MsrpSessionException.ended(
        MsrpSessionException.Kind.CLOSED, "the session has ended", end);
  }
}
