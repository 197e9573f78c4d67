// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.dns.DnsException;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.openmsrp.domain.port.dns.SrvResolver;
import org.openmsrp.relay.RelayException.Reason;

/** Finding a relay by its domain (RFC 4976 §8, RFC 2782). */
class RelayFinderTest {

  private final RelayBench bench = new RelayBench();
  private final Zone zone = new Zone();

  RelayFinderTest() {
    bench.client = RelayClient.builder(bench.stack).resolver(zone).build();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static RelaySettings domain(String name) {
    return RelaySettings.builder(name)
        .credentials("alice", RelayBench.PASSWORD.toCharArray())
        .build();
  }

  @Test
  @Conformance({"4976-8-04", "2782-Format-01", "2782-Usage-01", "2782-Usage-04"})
  void prepare_deadFirstTarget_takesTheNextPriority() {
    bench.relay("relay1.example", b -> b.alias("example.com"));
    zone.records.put(
        "_msrps._tcp.example.com",
        List.of(
            new SrvRecord(20, 0, 2855, "relay1.example"), new SrvRecord(10, 0, 1, "dead.example")));

    RelayGrant grant = bench.grant(domain("example.com"));

    assertThat(grant.usePath().first().host().text()).isEqualTo("relay1.example");
    assertThat(zone.asked).containsExactly("_msrps._tcp.example.com");
  }

  @Test
  void prepare_allTargetsDead_saysWhatWasTried() {
    zone.records.put(
        "_msrps._tcp.example.com",
        List.of(new SrvRecord(10, 0, 1, "one.example"), new SrvRecord(20, 0, 2, "two.example")));

    RelayException failure = bench.refusal(domain("example.com"));

    assertThat(failure.attempts())
        .extracting(RelayAttempt::where)
        .containsExactly("one.example:1", "two.example:2");
    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  @Conformance("4976-8-05")
  void prepare_noRecords_triesTheDomainOn2855() {
    bench.relay("example.com");

    assertThat(bench.grant(domain("example.com")).connection().remote().port()).isEqualTo(2855);
  }

  @Test
  @Conformance("2782-Usage-03")
  void prepare_rootAsTarget_isNotOfferedAndNothingElseIsTried() {
    bench.relay("example.com");
    zone.records.put("_msrps._tcp.example.com", List.of(new SrvRecord(0, 0, 0, ".")));

    assertThat(bench.refusal(domain("example.com")).reason()).isEqualTo(Reason.NOT_OFFERED);
  }

  @Test
  @Conformance("4976-8-03")
  void prepare_portGiven_asksNoDns() {
    bench.relay("relay.example");
    RelaySettings fixed =
        RelaySettings.builder("relay.example")
            .port(2855)
            .credentials("alice", RelayBench.PASSWORD.toCharArray())
            .build();

    bench.grant(fixed);

    assertThat(zone.asked).isEmpty();
  }

  @Test
  void prepare_plaintextAllowed_asksForTheServiceWithoutTls() {
    RelaySettings plain =
        RelaySettings.builder("example.com")
            .plaintext()
            .allowPlaintext()
            .credentials("alice", RelayBench.PASSWORD.toCharArray())
            .build();

    assertThat(bench.refusal(plain).reason()).isEqualTo(Reason.UNREACHABLE);

    assertThat(zone.asked).containsExactly("_msrp._tcp.example.com");
    assertThat(bench.log.lines).anyMatch(line -> line.contains("no TLS to example.com:2855"));
  }

  @Test
  void prepare_dnsFailsOrIsSilent_isTyped() {
    zone.failing = true;
    assertThat(bench.refusal(domain("example.com")).reason()).isEqualTo(Reason.LOOKUP_FAILED);

    zone.failing = false;
    zone.silent = true;
    long before = bench.world.time().nanoTime();
    assertThat(bench.refusal(domain("example.com")).reason()).isEqualTo(Reason.LOOKUP_FAILED);
    assertThat(Duration.ofNanos(bench.world.time().nanoTime() - before))
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void prepare_manySilentTargets_endsWithTheTotalTime() {
    List<SrvRecord> targets = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      bench
          .relay("r" + i + ".example", b -> b.alias("example.com"))
          .inject(org.openmsrp.testkit.relay.RelayFault.SILENT_AUTH);
      targets.add(new SrvRecord(i, 0, 2855, "r" + i + ".example"));
    }
    zone.records.put("_msrps._tcp.example.com", targets);
    long before = bench.world.time().nanoTime();

    RelayException failure = bench.refusal(domain("example.com"));

    assertThat(failure.reason()).isEqualTo(Reason.NO_ANSWER);
    assertThat(Duration.ofNanos(bench.world.time().nanoTime() - before))
        .isLessThanOrEqualTo(Duration.ofSeconds(61));
    assertThat(failure.attempts()).hasSizeBetween(2, 3);
  }

  /** Answers from a table. */
  private static final class Zone implements SrvResolver {
    final Map<String, List<SrvRecord>> records = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    boolean failing;
    boolean silent;

    @Override
    public CompletionStage<List<SrvRecord>> lookup(String service, String proto, String domain) {
      String name = "_" + service + "._" + proto + "." + domain;
      asked.add(name);
      if (silent) {
        return new CompletableFuture<>();
      }
      return failing
          ? CompletableFuture.failedFuture(
              new DnsException(DnsException.Kind.SERVER_FAILURE, "SERVFAIL for " + name))
          : CompletableFuture.completedFuture(records.getOrDefault(name, List.of()));
    }

    @Override
    public void close() {}
  }
}
