// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.openmsrp.domain.port.dns.DnsException;
import org.openmsrp.domain.port.dns.DnsException.Kind;
import org.openmsrp.domain.port.dns.SrvName;
import org.openmsrp.domain.port.dns.SrvOptions;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** All that names dnsjava, so that nothing of it is loaded before somebody asks. */
final class DnsQueries {

  private final List<SimpleResolver> servers;
  private final int maxRecords;

  DnsQueries(SrvOptions options) {
    List<InetSocketAddress> addresses =
        options.servers().isEmpty()
            ? ResolverConfig.getCurrentConfig().servers()
            : options.servers();
    Duration each = options.timeout().dividedBy(Math.max(1, addresses.size()));
    this.maxRecords = options.maxRecords();
    this.servers = addresses.stream().map(address -> server(address, each)).toList();
  }

  private static SimpleResolver server(InetSocketAddress address, Duration patience) {
    SimpleResolver server = new SimpleResolver(address);
    server.setTimeout(patience);
    return server;
  }

  /** The records of a name; the servers are asked one after the other until one answers. */
  CompletableFuture<List<SrvRecord>> srv(SrvName name) {
    try {
      Record question = Record.newRecord(Name.fromString(name.toString()), Type.SRV, DClass.IN);
      return ask(Message.newQuery(question), 0)
          .thenApply(answer -> records(name, answer, maxRecords));
    } catch (TextParseException e) {
      return CompletableFuture.failedFuture(failure(name, e));
    }
  }

  private CompletableFuture<Message> ask(Message query, int index) {
    if (index >= servers.size()) {
      return CompletableFuture.failedFuture(
          new DnsException(Kind.SERVER_FAILURE, "no name server is known"));
    }
    CompletableFuture<Message> answer = servers.get(index).sendAsync(query).toCompletableFuture();
    return index + 1 == servers.size()
        ? answer
        : answer
            .handle((message, thrown) -> thrown == null && said(message) ? message : null)
            .thenCompose(
                message ->
                    message != null
                        ? CompletableFuture.completedFuture(message)
                        : ask(query, index + 1));
  }

  /** Whether a server has said that something is there, or that it is not. */
  private static boolean said(Message answer) {
    int code = answer.getRcode();
    return code == Rcode.NOERROR || code == Rcode.NXDOMAIN;
  }

  /** What an answer says about a name. */
  static List<SrvRecord> records(SrvName name, Message answer, int maxRecords) {
    if (!said(answer)) {
      throw new DnsException(
          Kind.SERVER_FAILURE,
          "the server says " + Rcode.string(answer.getRcode()) + " about " + name);
    }
    List<SrvRecord> found = new ArrayList<>();
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof SRVRecord srv) {
        found.add(
            new SrvRecord(
                srv.getPriority(), srv.getWeight(), srv.getPort(), srv.getTarget().toString()));
      }
    }
    if (found.size() > maxRecords) {
      throw new DnsException(
          Kind.TOO_MANY_RECORDS, found.size() + " records of " + name + ", more than allowed");
    }
    return found;
  }

  static DnsException failure(SrvName name, Throwable cause) {
    boolean late =
        cause instanceof SocketTimeoutException
            || cause instanceof TimeoutException
            || String.valueOf(cause.getMessage()).contains("Timed out");
    return late
        ? new DnsException(Kind.TIMEOUT, "no answer in time about " + name, cause)
        : new DnsException(Kind.BAD_ANSWER, "no usable answer about " + name, cause);
  }
}
