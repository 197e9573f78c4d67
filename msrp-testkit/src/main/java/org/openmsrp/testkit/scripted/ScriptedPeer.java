// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.scripted.ScriptFailure.Kind;

/**
 * A peer whose every octet the test decides.
 *
 * <pre>{@code
 * try (ScriptedPeer peer = ScriptedPeer.connect(server)) {
 *   peer.sendLines("""
 *           MSRP a786 SEND
 *           To-Path: msrp://127.0.0.1:2855/s111271766;tcp
 *           From-Path: msrp://127.0.0.1:9/x;tcp
 *           -------a786$
 *           """)
 *       .expectResponse("a786", 481)
 *       .send("MSRP b")
 *       .reset();
 * }
 * }</pre>
 *
 * <p>A step returns when it is done, or fails with {@link ScriptFailure}, which says which step it
 * was and what had come. Nothing is read but by steps that expect something, so a peer that expects
 * nothing is one that never reads, as soon as 64 KiB have come that the system keeps for it. Pings
 * of a WebSocket are answered by such steps.
 *
 * <p>Used by one thread at a time.
 */
public final class ScriptedPeer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SUB_PROTOCOL = "Sec-WebSocket-Protocol: msrp";

  private final Line line;
  private final Journal journal = new Journal();
  private final Inbox inbox = new Inbox();
  private final Incoming incoming;
  private final Outgoing outgoing;
  private Duration patience = PATIENCE;
  private Optional<MsrpRequest> request = Optional.empty();

  private ScriptedPeer(Line line) {
    this.line = line;
    this.incoming = new Incoming(line, journal, inbox);
    this.outgoing = new Outgoing(line, journal, inbox);
  }

  /** Makes a line, or says why there is none. */
  interface Opening {
    Line open() throws IOException;
  }

  static ScriptedPeer opened(String what, Opening opening) {
    try {
      return new ScriptedPeer(opening.open());
    } catch (IOException e) {
      String why = what + " failed: " + e.getMessage();
      throw new ScriptFailure(Kind.NOT_CONNECTED, 0, "nothing", why, e);
    }
  }

  /**
   * Connects by TCP or, if the endpoint says so, by WebSocket.
   *
   * @param remote {@code tcp} or {@code ws}
   * @return a peer that is connected
   * @throws ScriptFailure of kind {@link Kind#NOT_CONNECTED}
   */
  public static ScriptedPeer connect(Endpoint remote) {
    return opened(
        "connecting to " + remote,
        () -> upgraded(SocketLine.connect(remote, PATIENCE), remote, SUB_PROTOCOL));
  }

  /**
   * Connects by TLS or, if the endpoint says so, by WebSocket over TLS.
   *
   * @param remote {@code tls} or {@code wss}
   * @param credentials what the peer shows and whom it trusts
   * @param protocols the only versions of TLS that it offers, in the JDK's words; none: all
   * @return a peer that is connected
   * @throws ScriptFailure of kind {@link Kind#NOT_CONNECTED}
   */
  public static ScriptedPeer connect(
      Endpoint remote, TlsCredentials credentials, String... protocols) {
    return opened(
        "connecting to " + remote,
        () -> {
          SocketLine socket = SocketLine.connect(remote, PATIENCE);
          return upgraded(
              socket.secured(remote, credentials, PATIENCE, protocols), remote, SUB_PROTOCOL);
        });
  }

  /**
   * Connects by TCP whatever the endpoint says: for octets that are no TLS and no HTTP.
   *
   * @param remote host and port count
   * @return a peer that is connected
   * @throws ScriptFailure of kind {@link Kind#NOT_CONNECTED}
   */
  public static ScriptedPeer connectRaw(Endpoint remote) {
    return opened("connecting to " + remote, () -> SocketLine.connect(remote, PATIENCE));
  }

  /**
   * Asks for a WebSocket with other fields of the handshake.
   *
   * @param remote {@code ws}
   * @param fields lines without their ends, in place of {@code Sec-WebSocket-Protocol: msrp}
   * @return a peer that is connected
   * @throws ScriptFailure of kind {@link Kind#NOT_CONNECTED}, also if the upgrade is refused
   */
  public static ScriptedPeer connectWebSocket(Endpoint remote, String... fields) {
    return opened(
        "upgrading at " + remote,
        () -> WebSocketLine.open(SocketLine.connect(remote, PATIENCE), remote, PATIENCE, fields));
  }

  /**
   * Connects by any transport of the port, such as the loopback. It reads one piece ahead of the
   * script, knows no half close, and a piece that is sent is one message where the transport has
   * messages.
   *
   * @param transport how to connect
   * @param remote where to
   * @return a peer that is connected
   * @throws ScriptFailure of kind {@link Kind#NOT_CONNECTED}
   */
  public static ScriptedPeer connect(Transport transport, Endpoint remote) {
    return opened(
        "connecting to " + remote,
        () -> PortLine.connect(transport, remote, Optional.empty(), PATIENCE));
  }

  private static Line upgraded(SocketLine socket, Endpoint remote, String... fields)
      throws IOException {
    boolean webSocket = remote.scheme().equals(Endpoint.WS) || remote.scheme().equals(Endpoint.WSS);
    return webSocket ? WebSocketLine.open(socket, remote, PATIENCE, fields) : socket;
  }

  // ---- how the script goes ----

  /**
   * How long each later step may take.
   *
   * @param time positive; 20 s if this is never called
   * @return this
   */
  public ScriptedPeer within(Duration time) {
    patience = time;
    return this;
  }

  /**
   * Takes the steps of a script.
   *
   * @param script the steps
   * @return this
   * @throws ScriptFailure at the first step that does not go as written
   */
  public ScriptedPeer play(PeerScript script) {
    script.play(this);
    return this;
  }

  // ---- sending ----

  /**
   * Sends text as it is; on a WebSocket as one binary message.
   *
   * @param text octets, each a character of ISO 8859-1
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_SENT}
   */
  public ScriptedPeer send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  /**
   * Sends octets as they are; on a WebSocket as one binary message.
   *
   * @param octets the octets
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_SENT}
   */
  public ScriptedPeer send(byte[] octets) {
    journal.next("send " + Inbox.shown(octets));
    outgoing.write(line.wrapped(octets), patience);
    return this;
  }

  /**
   * Sends lines that end with LF in the test and with CRLF on the wire.
   *
   * @param lines text of ISO 8859-1
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_SENT}
   */
  public ScriptedPeer sendLines(String lines) {
    return send(lines.replace("\n", "\r\n"));
  }

  /**
   * Sends octets so that they arrive in as many reads as possible: each piece is written for
   * itself, in its own record where there is TLS. A WebSocket message is one all the same.
   *
   * @param size octets of a piece, positive
   * @param octets the octets
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_SENT}
   */
  public ScriptedPeer sendInPieces(int size, byte[] octets) {
    journal.next("send in pieces of " + size + ": " + Inbox.shown(octets));
    byte[] all = line.wrapped(octets);
    for (int from = 0; from < all.length; from += size) {
      outgoing.write(Arrays.copyOfRange(all, from, Math.min(all.length, from + size)), patience);
    }
    return this;
  }

  /**
   * Sends a frame as it is.
   *
   * @param frame right or wrong
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_SENT}
   */
  public ScriptedPeer send(WebSocketFrame frame) {
    journal.next("send frame of opcode " + frame.opcode() + ", " + frame.payload().size());
    outgoing.write(frame.encoded(), patience);
    return this;
  }

  /**
   * Sends octets beneath all protocols: no frame around them, no TLS.
   *
   * @param octets the octets
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_SENT}
   */
  public ScriptedPeer sendBeneath(byte[] octets) {
    journal.next("send beneath " + Inbox.shown(octets));
    if (!(line instanceof SocketLine socket)) {
      throw journal.failure(Kind.NOT_SENT, "there is nothing beneath", inbox, null);
    }
    outgoing.guarded(() -> socket.writeBeneath(octets), patience);
    return this;
  }

  /**
   * Sends the same octets again and again until the other end takes no more for a while, as a peer
   * does that never reads. What is stuck stays so until this peer is closed. Stuck is the
   * connection; whether the other end is, too, depends on its send buffer: with a large one it may
   * have written all that it has to say.
   *
   * @param octets what to send, not empty; short ones are written 64 KiB at a time
   * @param stuck how long nothing may move, positive
   * @param most octets after which it is enough
   * @return the octets that went out, without a write that has not ended
   */
  public long sendUntilStuck(byte[] octets, Duration stuck, long most) {
    journal.next("send until stuck: " + Inbox.shown(octets));
    return outgoing.untilStuck(line.wrapped(octets), stuck, most);
  }

  // ---- expecting ----

  /**
   * Waits for the response to a transaction. Chunks of others that come meanwhile wait for later
   * steps.
   *
   * @param transactionId whose response
   * @param code its status code
   * @return this
   * @throws ScriptFailure if it does not come, or has another code
   */
  public ScriptedPeer expectResponse(String transactionId, int code) {
    journal.next("expect " + code + " to " + transactionId);
    int came = awaitResponse(transactionId);
    if (came != code) {
      throw journal.failure(
          Kind.SOMETHING_ELSE, "the code is " + came + ", not " + code, inbox, null);
    }
    return this;
  }

  /**
   * Waits for the response to a transaction, whatever it is.
   *
   * @param transactionId whose response
   * @return its status code
   * @throws ScriptFailure if it does not come
   */
  public int expectAnyResponse(String transactionId) {
    journal.next("expect a response to " + transactionId);
    return awaitResponse(transactionId);
  }

  private int awaitResponse(String transactionId) {
    MsrpChunk chunk =
        incoming.awaitChunk(
            one -> one instanceof MsrpResponse && one.transactionId().equals(transactionId),
            patience);
    return ((MsrpResponse) chunk).head().status().code();
  }

  /**
   * Waits for a request; {@link #request} shows it.
   *
   * @param method its method
   * @return this
   * @throws ScriptFailure if none comes
   */
  public ScriptedPeer expectRequest(MsrpMethod method) {
    journal.next("expect " + method);
    Predicate<MsrpChunk> wanted =
        one -> one instanceof MsrpRequest came && came.head().method().equals(method);
    request = Optional.of((MsrpRequest) incoming.awaitChunk(wanted, patience));
    return this;
  }

  /**
   * Waits for text behind the text that was expected before.
   *
   * @param text octets, each a character of ISO 8859-1
   * @return this
   * @throws ScriptFailure if it does not come
   */
  public ScriptedPeer expect(String text) {
    journal.next("expect \"" + Inbox.shown(text.getBytes(ISO_8859_1)) + "\"");
    incoming.await(() -> inbox.find(text), patience);
    return this;
  }

  /**
   * Waits for a control frame of a WebSocket; others that come before it count as seen.
   *
   * @param opcode for example {@link WebSocketFrame#CLOSE}
   * @return the frame
   * @throws ScriptFailure if it does not come
   */
  public WebSocketFrame expectFrame(int opcode) {
    journal.next("expect frame of opcode " + opcode);
    if (!(line instanceof WebSocketLine webSocket)) {
      throw journal.failure(Kind.SOMETHING_ELSE, "this is no WebSocket", inbox, null);
    }
    incoming.await(() -> webSocket.skipTo(opcode), patience);
    return webSocket.nextControl();
  }

  /**
   * Looks that no chunk has come but those that steps expected. Proves that something has no answer
   * if a later request was answered before.
   *
   * @return this
   * @throws ScriptFailure of kind {@link Kind#SOMETHING_ELSE}
   */
  public ScriptedPeer expectNoOther() {
    journal.next("expect no other chunk");
    List<MsrpChunk> others = inbox.untaken();
    if (!others.isEmpty()) {
      throw journal.failure(Kind.SOMETHING_ELSE, "there are: " + others, inbox, null);
    }
    return this;
  }

  /**
   * Waits for the end of the connection, in order or not.
   *
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_ENDED}
   */
  public ScriptedPeer expectEnd() {
    journal.next("expect the end");
    incoming.awaitEnd(patience);
    return this;
  }

  /**
   * Waits for an end in order: FIN, and before it close_notify where there is TLS.
   *
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_ENDED}
   */
  public ScriptedPeer expectOrderlyEnd() {
    journal.next("expect an end in order");
    incoming.awaitEnd(patience);
    IOException broken = incoming.broken();
    if (broken != null) {
      throw journal.failure(Kind.NOT_ENDED, "it broke: " + broken.getMessage(), inbox, broken);
    }
    return this;
  }

  /**
   * The last request that was expected.
   *
   * @return the request
   * @throws java.util.NoSuchElementException if none was
   */
  public MsrpRequest request() {
    return request.orElseThrow();
  }

  /**
   * Answers the last request that was expected.
   *
   * @param status what to answer
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_SENT}
   */
  public ScriptedPeer respond(MsrpStatus status) {
    var octets = ChunkEncoder.encode(new MsrpResponse(request().head().respond(status)));
    byte[] response = new byte[octets.remaining()];
    octets.get(response);
    return send(response);
  }

  // ---- cutting ----

  /**
   * Ends the output, without a word of TLS, and goes on reading.
   *
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_SENT}
   */
  public ScriptedPeer halfClose() {
    journal.next("half close");
    outgoing.guarded(line::halfClose, patience);
    return this;
  }

  /**
   * Asks for another TLS handshake, which TLS 1.2 knows.
   *
   * @return this
   * @throws ScriptFailure of kind {@link Kind#NOT_SENT} if the other end cuts instead
   */
  public ScriptedPeer renegotiate() {
    journal.next("renegotiate");
    outgoing.guarded(this::shakeHandsAgain, patience);
    return this;
  }

  private void shakeHandsAgain() throws IOException {
    Line beneath = line instanceof WebSocketLine webSocket ? webSocket.socket() : line;
    if (!(beneath instanceof SocketLine socket) || !socket.shakeHandsAgain()) {
      throw new IOException("there is no TLS");
    }
  }

  /** Breaks the connection at once, as a machine does that lost its power and came back. */
  public void reset() {
    journal.next("reset");
    line.kill();
    outgoing.stopFlood();
  }

  /** Ends the connection in order, if it is still there. Idempotent. */
  @Override
  public void close() {
    outgoing.stopFlood();
    try {
      line.close();
    } catch (IOException brokenAlready) {
      line.kill();
    }
  }
}
