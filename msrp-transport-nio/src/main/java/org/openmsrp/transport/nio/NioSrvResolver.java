// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.dns.DnsException;
import org.openmsrp.domain.port.dns.DnsException.Kind;
import org.openmsrp.domain.port.dns.SrvName;
import org.openmsrp.domain.port.dns.SrvOptions;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.openmsrp.domain.port.dns.SrvResolver;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/**
 * Looks up SRV records with dnsjava: over UDP, and over TCP if an answer is too long for that. The
 * library is loaded by the first lookup and not before.
 */
public final class NioSrvResolver implements SrvResolver {

  private final SrvOptions options;
  private final Map<Object, CompletableFuture<List<SrvRecord>>> running = new ConcurrentHashMap<>();
  private @Nullable DnsQueries queries;
  private boolean closed;

  /** A resolver with {@link SrvOptions#DEFAULT}. */
  public NioSrvResolver() {
    this(SrvOptions.DEFAULT);
  }

  /**
   * A resolver.
   *
   * @param options how it asks
   */
  public NioSrvResolver(SrvOptions options) {
    this.options = requireNonNull(options, "options");
  }

  @Override
  public CompletionStage<List<SrvRecord>> lookup(String service, String proto, String domain) {
    SrvName name = new SrvName(service, proto, domain);
    CompletableFuture<List<SrvRecord>> result = new CompletableFuture<>();
    Object key = new Object();
    running.put(key, result);
    DnsQueries open = queries();
    if (open == null) {
      close();
      return result;
    }
    var answer = open.srv(name).orTimeout(options.timeout().toNanos(), TimeUnit.NANOSECONDS);
    var unused =
        answer.whenComplete(
            (records, thrown) -> {
              running.remove(key);
              if (thrown == null) {
                result.complete(records);
              } else {
                result.completeExceptionally(failure(name, thrown));
              }
            });
    return result;
  }

  private synchronized @Nullable DnsQueries queries() {
    if (queries == null && !closed) {
      queries = new DnsQueries(options);
    }
    return closed ? null : queries;
  }

  static DnsException failure(SrvName name, Throwable thrown) {
    Throwable cause = TransportFailures.unwrap(thrown);
    if (cause instanceof DnsException known) {
      return known;
    }
    return cause instanceof TimeoutException
        ? new DnsException(Kind.TIMEOUT, "no answer in time about " + name, cause)
        : DnsQueries.failure(name, cause);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      queries = null;
    }
    DnsException reason = new DnsException(Kind.CLOSED, "the resolver is closed");
    running.values().forEach(result -> result.completeExceptionally(reason));
    running.clear();
  }
}
