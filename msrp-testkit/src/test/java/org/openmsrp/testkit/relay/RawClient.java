// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.util.ArrayDeque;
import java.util.Optional;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.auth.Digest;
import org.openmsrp.domain.auth.DigestAlgorithm;
import org.openmsrp.domain.auth.DigestAttempt;
import org.openmsrp.domain.auth.DigestChallenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpRequestBuilder;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.LoopbackTransport;
import org.openmsrp.testkit.loopback.Simulation;
import org.openmsrp.testkit.scripted.ChunkPeer;

/** An endpoint made of chunks, for tests of the relay. */
final class RawClient extends ChunkPeer {

  private static int ids;

  final MsrpUri own;
  private final Simulation world;
  private final ArrayDeque<MsrpChunk> received = new ArrayDeque<>();
  MsrpPath usePath;

  RawClient(Simulation world, LoopbackTransport transport, String name, MsrpUri relay) {
    this.world = world;
    this.own = MsrpUri.parse("msrps://" + name + ".example:2855/" + name + ";tcp");
    String scheme = relay.scheme().secure() ? Endpoint.TLS : Endpoint.TCP;
    Endpoint endpoint = new Endpoint(scheme, relay.host().text(), relay.port().orElseThrow(), "");
    world.await(transport.connector().connect(endpoint, ConnectOptions.DEFAULT, this));
  }

  MsrpRequestBuilder request(MsrpMethod method, MsrpPath to) {
    return MsrpRequest.builder(method, "tid" + ++ids, to, MsrpPath.of(own));
  }

  MsrpRequest text(MsrpPath to, String text) {
    int size = text.length();
    return request(MsrpMethod.SEND, to)
        .header(HeaderName.MESSAGE_ID, "mid" + ids)
        .header(HeaderName.BYTE_RANGE, ByteRange.of(1, size, size))
        .body(MediaType.TEXT_PLAIN, MsrpBody.utf8(text))
        .build();
  }

  /** AUTH with credentials; returns the answer. */
  MsrpResponse login(MsrpPath to, String user, String password) {
    write(request(MsrpMethod.AUTH, to).build());
    DigestChallenge challenge =
        (DigestChallenge) response().headers().value(HeaderName.WWW_AUTHENTICATE).orElseThrow();
    write(authorized(to, challenge, 1, user, password).build());
    MsrpResponse answer = response();
    usePath = answer.headers().value(HeaderName.USE_PATH).orElse(null);
    return answer;
  }

  MsrpRequestBuilder authorized(
      MsrpPath to, DigestChallenge challenge, long count, String user, String password) {
    DigestAlgorithm algorithm = DigestAlgorithm.of(challenge.algorithm()).orElseThrow();
    Digest digest = new Digest(algorithm);
    DigestAttempt attempt =
        new DigestAttempt(challenge.nonce(), count, "c0ffee", to.last().toString());
    String secret = digest.secret(user, challenge.realm(), password.toCharArray());
    return request(MsrpMethod.AUTH, to)
        .header(
            HeaderName.AUTHORIZATION,
            new DigestCredentials(
                user,
                challenge.realm(),
                attempt,
                digest.response(secret, attempt),
                challenge.opaque(),
                challenge.algorithm()));
  }

  /** What this client would write into its SDP (RFC 4976 §5.1). */
  MsrpPath path() {
    return usePath == null ? MsrpPath.of(own) : usePath.reversed().followedBy(MsrpPath.of(own));
  }

  /** The To-Path to a peer (RFC 4976 §5.1). */
  MsrpPath to(RawClient peer) {
    return usePath == null ? peer.path() : usePath.followedBy(peer.path());
  }

  void answer(MsrpRequest request, MsrpStatus status) {
    write(new MsrpResponse(request.head().respond(status)));
  }

  MsrpResponse response() {
    return (MsrpResponse) next();
  }

  MsrpRequest request() {
    return (MsrpRequest) next();
  }

  private MsrpChunk next() {
    world.runUntil(() -> !received.isEmpty());
    return received.remove();
  }

  Optional<MsrpChunk> nothingMore() {
    world.runUntilIdle();
    return Optional.ofNullable(received.peek());
  }

  void close() {
    connection().close();
  }

  boolean ended() {
    return closeReason().isPresent();
  }

  @Override
  protected void heard(MsrpChunk chunk) {
    received.add(chunk);
  }
}
