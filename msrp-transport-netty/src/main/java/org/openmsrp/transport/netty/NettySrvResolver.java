// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static java.util.Objects.requireNonNull;

import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.dns.DnsException;
import org.openmsrp.domain.port.dns.DnsException.Kind;
import org.openmsrp.domain.port.dns.SrvName;
import org.openmsrp.domain.port.dns.SrvOptions;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.openmsrp.domain.port.dns.SrvResolver;

/**
 * Looks up SRV records with Netty's resolver: over UDP, and over TCP if an answer is too long for
 * that. It has one thread of its own from the first lookup until it is closed.
 */
public final class NettySrvResolver implements SrvResolver {

  private final SrvOptions options;
  private final Map<Object, CompletableFuture<List<SrvRecord>>> running = new ConcurrentHashMap<>();
  private @Nullable EventLoopGroup loop;
  private @Nullable DnsNameResolver resolver;
  private boolean closed;

  /** A resolver with {@link SrvOptions#DEFAULT}. */
  public NettySrvResolver() {
    this(SrvOptions.DEFAULT);
  }

  /**
   * A resolver.
   *
   * @param options how it asks
   */
  public NettySrvResolver(SrvOptions options) {
    this.options = requireNonNull(options, "options");
  }

  @Override
  public CompletionStage<List<SrvRecord>> lookup(String service, String proto, String domain) {
    SrvName name = new SrvName(service, proto, domain);
    CompletableFuture<List<SrvRecord>> result = new CompletableFuture<>();
    Object key = new Object();
    running.put(key, result);
    var unused = result.whenComplete((records, thrown) -> running.remove(key));
    DnsNameResolver open = resolver();
    EventLoopGroup timers = loop();
    if (open == null || timers == null) {
      close();
      return result;
    }
    List<InetSocketAddress> servers = servers(name);
    var timed =
        timers.schedule(
            () -> result.completeExceptionally(late(name)),
            options.timeout().toNanos(),
            TimeUnit.NANOSECONDS);
    var unusedToo = result.whenComplete((records, thrown) -> timed.cancel(false));
    ask(open, name, servers, 0, result);
    return result;
  }

  private synchronized @Nullable EventLoopGroup loop() {
    return loop;
  }

  private synchronized @Nullable DnsNameResolver resolver() {
    if (closed) {
      return null;
    }
    if (resolver == null) {
      loop =
          new MultiThreadIoEventLoopGroup(
              1, new DefaultThreadFactory("msrp-dns", true), NioIoHandler.newFactory());
      resolver =
          new DnsNameResolverBuilder(loop.next())
              .datagramChannelType(NioDatagramChannel.class)
              .socketChannelType(NioSocketChannel.class)
              .queryTimeoutMillis(patience().toMillis())
              .resolveCache(NoopDnsCache.INSTANCE)
              .cnameCache(NoopDnsCnameCache.INSTANCE)
              .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
              .build();
    }
    return resolver;
  }

  /** What one server is given: all of them have to fit into the timeout. */
  private Duration patience() {
    return options.timeout().dividedBy(Math.max(1, options.servers().size()));
  }

  private List<InetSocketAddress> servers(SrvName name) {
    if (!options.servers().isEmpty()) {
      return options.servers();
    }
    DnsServerAddressStream stream =
        DnsServerAddressStreamProviders.platformDefault().nameServerAddressStream(name.toString());
    List<InetSocketAddress> found = new ArrayList<>();
    for (int i = 0; i < stream.size(); i++) {
      found.add(stream.next());
    }
    return found;
  }

  private void ask(
      DnsNameResolver open,
      SrvName name,
      List<InetSocketAddress> servers,
      int index,
      CompletableFuture<List<SrvRecord>> result) {
    DnsQuestion question = new DefaultDnsQuestion(name.toString(), DnsRecordType.SRV);
    var query = open.query(servers.get(index), question);
    query.addListener(
        (Future<AddressedEnvelope<? extends DnsResponse, InetSocketAddress>> done) -> {
          boolean last = index + 1 == servers.size();
          try {
            result.complete(SrvAnswer.read(name, done, options.maxRecords()));
          } catch (DnsException e) {
            if (last || e.kind() == Kind.TOO_MANY_RECORDS) {
              result.completeExceptionally(e);
            } else {
              ask(open, name, servers, index + 1, result);
            }
          }
        });
  }

  private static DnsException late(SrvName name) {
    return new DnsException(Kind.TIMEOUT, "no answer in time about " + name);
  }

  @Override
  public void close() {
    EventLoopGroup ending;
    synchronized (this) {
      closed = true;
      if (resolver != null) {
        resolver.close();
        resolver = null;
      }
      ending = loop;
      loop = null;
    }
    DnsException reason = new DnsException(Kind.CLOSED, "the resolver is closed");
    running.values().forEach(result -> result.completeExceptionally(reason));
    if (ending != null) {
      var unused = ending.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
