// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AddressedEnvelope;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.openmsrp.domain.port.dns.DnsException;
import org.openmsrp.domain.port.dns.DnsException.Kind;
import org.openmsrp.domain.port.dns.SrvName;
import org.openmsrp.domain.port.dns.SrvRecord;

/** Reads the answer of Netty's resolver, which knows SRV records as octets only. */
final class SrvAnswer {

  private static final int FIXED_PART = 6;

  private SrvAnswer() {}

  /** The records in an answer, which is released. */
  static List<SrvRecord> read(
      SrvName name,
      Future<AddressedEnvelope<? extends DnsResponse, InetSocketAddress>> done,
      int maxRecords) {
    if (!done.isSuccess()) {
      throw failure(name, done.cause());
    }
    AddressedEnvelope<? extends DnsResponse, InetSocketAddress> envelope = done.getNow();
    try {
      return read(name, envelope.content(), maxRecords);
    } catch (IndexOutOfBoundsException | DecoderException | IllegalArgumentException malformed) {
      throw new DnsException(Kind.BAD_ANSWER, "malformed answer about " + name, malformed);
    } finally {
      envelope.release();
    }
  }

  private static List<SrvRecord> read(SrvName name, DnsResponse answer, int maxRecords) {
    requireSaid(name, answer.code());
    List<SrvRecord> found = new ArrayList<>();
    for (int i = 0; i < answer.count(DnsSection.ANSWER); i++) {
      if (answer.recordAt(DnsSection.ANSWER, i) instanceof DnsRawRecord raw
          && raw.type().equals(DnsRecordType.SRV)) {
        found.add(record(raw.content()));
      }
    }
    if (found.size() > maxRecords) {
      throw new DnsException(
          Kind.TOO_MANY_RECORDS, found.size() + " records of " + name + ", more than allowed");
    }
    return found;
  }

  private static void requireSaid(SrvName name, DnsResponseCode code) {
    if (!code.equals(DnsResponseCode.NOERROR) && !code.equals(DnsResponseCode.NXDOMAIN)) {
      throw new DnsException(Kind.SERVER_FAILURE, "the server says " + code + " about " + name);
    }
  }

  private static SrvRecord record(ByteBuf content) {
    if (content.readableBytes() <= FIXED_PART) {
      throw new CorruptedFrameException("an SRV record without a target");
    }
    int at = content.readerIndex();
    ByteBuf target = content.duplicate().readerIndex(at + FIXED_PART);
    return new SrvRecord(
        content.getUnsignedShort(at),
        content.getUnsignedShort(at + 2),
        content.getUnsignedShort(at + 4),
        DefaultDnsRecordDecoder.decodeName(target));
  }

  private static DnsException failure(SrvName name, Throwable cause) {
    for (Throwable next = cause; next != null; next = next.getCause()) {
      if (next instanceof DnsNameResolverTimeoutException) {
        return new DnsException(Kind.TIMEOUT, "no answer in time about " + name, cause);
      }
    }
    return new DnsException(Kind.BAD_ANSWER, "no usable answer about " + name, cause);
  }
}
