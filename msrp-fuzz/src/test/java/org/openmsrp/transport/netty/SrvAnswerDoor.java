// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import org.openmsrp.domain.port.dns.DnsException;
import org.openmsrp.domain.port.dns.SrvName;
import org.openmsrp.domain.port.dns.SrvRecord;

/** Lets a fuzzer in where the room has no door. */
public final class SrvAnswerDoor {

  private static final InetSocketAddress SERVER = InetSocketAddress.createUnresolved("dns", 53);
  private static final SrvName NAME = new SrvName("msrps", "tcp", "example.com");

  private SrvAnswerDoor() {}

  /**
   * Reads a datagram as the resolver would.
   *
   * @param datagram an answer
   * @param most how many records it may hold
   * @return its SRV records
   * @throws DnsException if it is no usable answer
   */
  public static List<SrvRecord> read(byte[] datagram, int most) {
    Future<AddressedEnvelope<? extends DnsResponse, InetSocketAddress>> done;
    try {
      done = ImmediateEventExecutor.INSTANCE.newSucceededFuture(decoded(datagram));
    } catch (RuntimeException notDecoded) {
      done = ImmediateEventExecutor.INSTANCE.newFailedFuture(notDecoded);
    }
    return SrvAnswer.read(NAME, done, most);
  }

  private static AddressedEnvelope<? extends DnsResponse, InetSocketAddress> decoded(
      byte[] datagram) {
    EmbeddedChannel channel = new EmbeddedChannel(new DatagramDnsResponseDecoder());
    try {
      channel.writeInbound(new DatagramPacket(Unpooled.copiedBuffer(datagram), SERVER, SERVER));
      return channel.readInbound();
    } finally {
      channel.finish();
    }
  }
}
