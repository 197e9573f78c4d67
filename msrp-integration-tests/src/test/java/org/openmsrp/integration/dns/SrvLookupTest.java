// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Module;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.dns.DnsException;
import org.openmsrp.domain.port.dns.DnsException.Kind;
import org.openmsrp.domain.port.dns.SrvOptions;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.openmsrp.domain.port.dns.SrvResolver;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.transport.netty.NettySrvModule;
import org.openmsrp.transport.netty.NettySrvResolver;
import org.openmsrp.transport.nio.NioSrvModule;
import org.openmsrp.transport.nio.NioSrvResolver;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;

@ExtendWith(NothingLeft.class)
class SrvLookupTest {

  private static final Name OWNER = Name.fromConstantString("_msrps._tcp.a.example.");
  private static final SrvOptions QUICK = SrvOptions.DEFAULT.withTimeout(Duration.ofSeconds(10));

  /** Who looks up. */
  enum Adapter {
    NIO(NioSrvResolver::new, NioSrvModule::new),
    NETTY(NettySrvResolver::new, NettySrvModule::new);

    final Function<SrvOptions, SrvResolver> resolver;
    final Function<SrvOptions, Module> module;

    Adapter(Function<SrvOptions, SrvResolver> resolver, Function<SrvOptions, Module> module) {
      this.resolver = resolver;
      this.module = module;
    }
  }

  /** The selector of dnsjava is one for the process, and stays once it was needed. */
  @BeforeAll
  static void startWhatStays() throws IOException {
    try (TestNameServer server = new TestNameServer(TestNameServer.records(Rcode.NXDOMAIN))) {
      lookup(Adapter.NIO, asking(server));
    }
  }

  private static Record srv(int priority, int weight, int port, String target) {
    return new SRVRecord(
        OWNER, DClass.IN, 60, priority, weight, port, Name.fromConstantString(target));
  }

  private static List<SrvRecord> lookup(Adapter adapter, SrvOptions options) {
    try (SrvResolver resolver = adapter.resolver.apply(options)) {
      return get(resolver.lookup("msrps", "tcp", "a.example"));
    }
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static SrvOptions asking(TestNameServer... servers) {
    return QUICK.withServers(
        List.of(servers).stream().map(TestNameServer::address).toArray(InetSocketAddress[]::new));
  }

  private static void assertFails(Adapter adapter, SrvOptions options, Kind kind) {
    assertThatThrownBy(() -> lookup(adapter, options))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(DnsException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining("_msrps._tcp.a.example");
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  @Conformance({"2782-Format-01", "2782-Usage-04"})
  void lookup_records_areGivenWhole(Adapter adapter) throws IOException {
    Record[] records = {srv(10, 60, 2855, "relay.a.example."), srv(20, 0, 65535, "b.example.")};
    try (TestNameServer server =
        new TestNameServer(TestNameServer.records(Rcode.NOERROR, records))) {
      assertThat(lookup(adapter, asking(server)))
          .containsExactlyInAnyOrder(
              new SrvRecord(10, 60, 2855, "relay.a.example"),
              new SrvRecord(20, 0, 65535, "b.example"));
    }
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  @Conformance("2782-Usage-03")
  void lookup_targetIsTheRoot_hasNoTarget(Adapter adapter) throws IOException {
    try (TestNameServer server =
        new TestNameServer(TestNameServer.records(Rcode.NOERROR, srv(0, 0, 0, ".")))) {
      assertThat(lookup(adapter, asking(server)))
          .singleElement()
          .matches(record -> !record.hasTarget());
    }
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  @Conformance("2782-Usage-05")
  void lookup_noSuchNameOrNoRecords_isEmpty(Adapter adapter) throws IOException {
    try (TestNameServer unknown = new TestNameServer(TestNameServer.records(Rcode.NXDOMAIN));
        TestNameServer bare = new TestNameServer(TestNameServer.records(Rcode.NOERROR))) {
      assertThat(lookup(adapter, asking(unknown))).isEmpty();
      assertThat(lookup(adapter, asking(bare))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  void lookup_serverCanNotSay_fails(Adapter adapter) throws IOException {
    try (TestNameServer server = new TestNameServer(TestNameServer.records(Rcode.SERVFAIL))) {
      assertFails(adapter, asking(server), Kind.SERVER_FAILURE);
    }
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  void lookup_firstServerCanNotSay_asksTheNext(Adapter adapter) throws IOException {
    try (TestNameServer broken = new TestNameServer(TestNameServer.records(Rcode.REFUSED));
        TestNameServer good =
            new TestNameServer(TestNameServer.records(Rcode.NOERROR, srv(1, 1, 1, "x.")))) {
      assertThat(lookup(adapter, asking(broken, good))).hasSize(1);
      assertThat(broken.udpQueries).hasPositiveValue();
    }
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  void lookup_noAnswer_timesOutWhenItsTimeHasPassed(Adapter adapter) throws IOException {
    try (TestNameServer silent = new TestNameServer((query, tcp) -> Optional.empty())) {
      Duration timeout = Duration.ofMillis(300);
      long begin = System.nanoTime();
      assertFails(adapter, asking(silent).withTimeout(timeout), Kind.TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(timeout);
    }
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  void lookup_recordCutShort_failsAndDoesNotHang(Adapter adapter) throws IOException {
    TestNameServer.Answers garbage =
        (query, tcp) -> {
          byte[] whole = TestNameServer.answer(query, Rcode.NOERROR, srv(1, 1, 1, "x.")).toWire();
          byte[] cut = Arrays.copyOf(whole, whole.length - 5);
          cut[cut.length - 5] = 4; // the record's length, now of two numbers and no target
          return Optional.of(cut);
        };
    try (TestNameServer server = new TestNameServer(garbage)) {
      assertThatThrownBy(() -> lookup(adapter, asking(server).withTimeout(Duration.ofSeconds(2))))
          .cause()
          .isInstanceOfSatisfying(
              DnsException.class, e -> assertThat(e.kind()).isIn(Kind.BAD_ANSWER, Kind.TIMEOUT));
    }
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  void lookup_truncated_asksAgainOverTcp(Adapter adapter) throws IOException {
    Record[] many =
        IntStream.range(0, 40)
            .mapToObj(i -> srv(i, 0, 2855, "a-rather-long-name-of-a-relay-" + i + ".example."))
            .toArray(Record[]::new);
    TestNameServer.Answers truncating =
        (query, tcp) -> {
          Message answer =
              TestNameServer.answer(query, Rcode.NOERROR, tcp ? many : new Record[] {many[0]});
          if (!tcp) {
            answer.getHeader().setFlag(Flags.TC);
          }
          return Optional.of(answer.toWire());
        };
    try (TestNameServer server = new TestNameServer(truncating)) {
      assertThat(lookup(adapter, asking(server))).hasSize(40);
      assertThat(server.tcpQueries).hasPositiveValue();
    }
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  void lookup_moreRecordsThanAllowed_fails(Adapter adapter) throws IOException {
    Record[] three = {srv(1, 1, 1, "x."), srv(2, 1, 1, "y."), srv(3, 1, 1, "z.")};
    try (TestNameServer server = new TestNameServer(TestNameServer.records(Rcode.NOERROR, three))) {
      assertThat(lookup(adapter, asking(server).withMaxRecords(4))).hasSize(3);
      assertThat(lookup(adapter, asking(server).withMaxRecords(3))).hasSize(3);
      assertFails(adapter, asking(server).withMaxRecords(2), Kind.TOO_MANY_RECORDS);
    }
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  void close_lookupUnderWay_failsIt(Adapter adapter) throws IOException {
    try (TestNameServer silent = new TestNameServer((query, tcp) -> Optional.empty())) {
      // The datagram socket of a question stays until the time for the answer is over.
      SrvOptions options = asking(silent).withTimeout(Duration.ofSeconds(3));
      SrvResolver resolver = adapter.resolver.apply(options);
      CompletionStage<List<SrvRecord>> waiting = resolver.lookup("msrps", "tcp", "a.example");
      resolver.close();
      CompletionStage<List<SrvRecord>> late = resolver.lookup("msrps", "tcp", "a.example");
      for (CompletionStage<List<SrvRecord>> stage : List.of(waiting, late)) {
        assertThatThrownBy(() -> get(stage))
            .cause()
            .isInstanceOfSatisfying(
                DnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Adapter.class)
  void module_installed_bindsOneResolver(Adapter adapter) {
    var injector = Guice.createInjector(adapter.module.apply(QUICK));
    try (SrvResolver resolver = injector.getInstance(SrvResolver.class)) {
      assertThat(injector.getInstance(SrvResolver.class)).isSameAs(resolver);
      assertThatThrownBy(() -> resolver.lookup("msrps", "tcp", "a b"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
