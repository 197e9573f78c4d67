// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.openmsrp.domain.auth.DigestChallenge;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpRequestBuilder;
import org.openmsrp.domain.uri.MsrpPath;

/** A relay with limits, whether it takes so much of something, and what it waits for. */
final class LimitedRelay implements AutoCloseable {

  private final RelayWorld world = new RelayWorld();
  private final EmbeddedRelay relay;
  private final MsrpPath toRelay;

  LimitedRelay(RelayLimits limits) {
    relay = world.relay("relay.example", builder -> builder.limits(limits));
    toRelay = MsrpPath.of(relay.uri());
  }

  void advance(Duration time) {
    world.simulation.advance(time);
  }

  private RawClient alice() {
    return world.member("alice", relay);
  }

  /** A member that reads what was asked for already, and nothing after that. */
  private RawClient deafBob() {
    RawClient bob = world.member("bob", relay);
    bob.stopReading();
    return bob;
  }

  private static void send(RawClient from, RawClient to, int octets) {
    MsrpRequest text = from.text(from.to(to), "x".repeat(octets));
    from.write(text.toBuilder().header(HeaderName.MESSAGE_ID, "mid00001").build());
  }

  private static DigestChallenge challenge(RawClient client, MsrpPath to) {
    client.write(client.request(MsrpMethod.AUTH, to).build());
    return (DigestChallenge)
        client.response().headers().value(HeaderName.WWW_AUTHENTICATE).orElseThrow();
  }

  private int answerTo(RawClient client, DigestChallenge challenge, int count) {
    client.write(client.authorized(toRelay, challenge, count, "alice", "wonderland").build());
    return client.response().status().code();
  }

  // ---- amounts ----

  boolean takesHeaders(int count) {
    RawClient client = world.client("alice", relay);
    MsrpRequestBuilder auth = client.request(MsrpMethod.AUTH, toRelay);
    for (int i = 2; i < count; i++) {
      auth.header(HeaderName.extension("X-More-" + i), "y");
    }
    client.write(auth.build());
    return client.response().status().code() == 401;
  }

  boolean passesWhole(int octets) {
    RawClient alice = alice();
    RawClient bob = world.member("bob", relay);
    send(alice, bob, octets);
    return bob.request().flag() == ContinuationFlag.COMPLETE;
  }

  boolean takesBody(int octets) {
    RawClient alice = alice();
    send(alice, world.member("bob", relay), octets);
    return alice.response().status().success();
  }

  /** Whether one more message is read while so many octets wait for somebody. */
  boolean readsOnWith(int octets) {
    int head;
    try (LimitedRelay other = new LimitedRelay(RelayLimits.DEFAULT)) {
      head = other.queued(other.alice(), other.deafBob(), 1_000) - 1_000;
    }
    RawClient alice = alice();
    RawClient bob = deafBob();
    if (queued(alice, bob, octets - head) != octets) {
      throw new AssertionError("a message of another size waits");
    }
    send(alice, bob, 1);
    world.simulation.runUntilIdle();
    return alice.wroteAll();
  }

  /** How much waits when there is such a message behind one that was read. */
  private int queued(RawClient alice, RawClient bob, int body) {
    send(alice, bob, 1);
    world.simulation.runUntilIdle();
    send(alice, bob, body);
    world.simulation.runUntilIdle();
    return (int) relay.statistics().queuedOctets();
  }

  boolean readsUnanswered(int requests) {
    RawClient alice = alice();
    RawClient bob = world.member("bob", relay);
    IntStream.range(0, requests).forEach(i -> send(alice, bob, 1));
    world.simulation.runUntilIdle();
    return alice.wroteAll();
  }

  boolean keeps(int connections) {
    List<RawClient> clients = new ArrayList<>();
    IntStream.range(0, connections).forEach(i -> clients.add(world.client("alice", relay)));
    world.simulation.runUntilIdle();
    return clients.stream().allMatch(client -> !client.ended());
  }

  boolean grants(int count) {
    RawClient client = world.client("alice", relay);
    DigestChallenge challenge = challenge(client, toRelay);
    return IntStream.rangeClosed(1, count).allMatch(i -> answerTo(client, challenge, i) == 200);
  }

  boolean remembers(int nonces) {
    RawClient client = world.client("alice", relay);
    DigestChallenge first = challenge(client, toRelay);
    IntStream.range(1, nonces).forEach(i -> challenge(client, toRelay));
    return answerTo(client, first, 1) == 200;
  }

  boolean bearsWrongPasswords(int count) {
    RawClient client = world.client("alice", relay);
    IntStream.range(0, count).forEach(i -> client.login(toRelay, "alice", "guess"));
    world.simulation.runUntilIdle();
    return !client.ended();
  }

  // ---- times ----

  BooleanSupplier silent() {
    RawClient client = world.client("alice", relay);
    return client::ended;
  }

  BooleanSupplier unanswered() {
    RawClient alice = alice();
    RawClient bob = world.member("bob", relay);
    send(alice, bob, 1);
    bob.request();
    alice.response();
    return () -> alice.nothingMore().isPresent();
  }

  BooleanSupplier unread() {
    int unused = queued(alice(), deafBob(), 1_000);
    return () -> relay.statistics().connections() == 1;
  }

  BooleanSupplier challenged() {
    RawClient client = world.client("alice", relay);
    DigestChallenge challenge = challenge(client, toRelay);
    AtomicInteger count = new AtomicInteger();
    return () -> answerTo(client, challenge, count.incrementAndGet()) == 401;
  }

  @Override
  public void close() {
    world.close();
  }
}
