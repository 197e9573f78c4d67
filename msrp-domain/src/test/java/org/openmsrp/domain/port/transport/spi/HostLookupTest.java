// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;

class HostLookupTest {

  private static final Endpoint NAMED = Endpoint.tcp("relay.example", 2855);

  private static final Executor CLOSED =
      task -> {
        throw new RejectedExecutionException("closed");
      };

  private static List<InetSocketAddress> found(CompletionStage<List<InetSocketAddress>> stage) {
    CompletableFuture<List<InetSocketAddress>> future = stage.toCompletableFuture();
    assertThat(future).isDone();
    return future.join();
  }

  private static TransportException failure(CompletionStage<?> stage) {
    assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
    Throwable thrown = stage.handle((value, error) -> error).toCompletableFuture().join();
    return (TransportException) TransportFailures.unwrap(thrown);
  }

  @Test
  void of_aName_hasItsAddressesInOrderWithThePort() throws UnknownHostException {
    InetAddress second = InetAddress.getByName("192.0.2.2");
    InetAddress first = InetAddress.getByName("192.0.2.7");
    HostLookup lookup = new HostLookup(host -> new InetAddress[] {first, second}, Runnable::run);
    assertThat(found(lookup.of(NAMED)))
        .containsExactly(new InetSocketAddress(first, 2855), new InetSocketAddress(second, 2855));
  }

  @Test
  void of_aLiteral_needsNoThread() {
    HostLookup lookup = new HostLookup(InetAddress::getAllByName, CLOSED);
    assertThat(found(lookup.of(Endpoint.tcp("192.0.2.7", 1))))
        .containsExactly(new InetSocketAddress("192.0.2.7", 1));
  }

  @Test
  void of_aNameNobodyKnows_isUnreachable() {
    HostLookup unknown =
        new HostLookup(
            host -> {
              throw new UnknownHostException(host);
            },
            Runnable::run);
    HostLookup empty = new HostLookup(host -> new InetAddress[0], Runnable::run);
    for (HostLookup lookup : List.of(unknown, empty)) {
      TransportException failure = failure(lookup.of(NAMED));
      assertThat(failure.kind()).isEqualTo(TransportException.Kind.UNREACHABLE);
      assertThat(failure).hasMessageContaining("no address known for relay.example");
    }
  }

  @Test
  void of_aNameOnceTheExecutorIsClosed_saysThatTheTransportIs() {
    HostLookup lookup = new HostLookup(InetAddress::getAllByName, CLOSED);
    assertThat(failure(lookup.of(NAMED)).kind())
        .isEqualTo(TransportException.Kind.TRANSPORT_CLOSED);
  }

  @Test
  void new_withoutResolverOrExecutor_isRefused() {
    assertThatThrownBy(() -> new HostLookup(null, Runnable::run)).hasMessage("resolver");
    assertThatThrownBy(() -> new HostLookup(InetAddress::getAllByName, null))
        .hasMessage("executor");
  }
}
