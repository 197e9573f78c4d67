// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A segment of TCP.
 *
 * @param time when it was seen
 * @param from who sent it
 * @param to for whom it is
 * @param sequence the number of its first octet
 * @param flags of TCP
 * @param octets what it carries
 */
record Segment(Instant time, Party from, Party to, int sequence, int flags, ByteBuffer octets) {

  private static final int LINK_NULL = 0;
  private static final int LINK_RAW = 101;
  private static final int LINK_COOKED = 113;
  private static final int LINK_COOKED_2 = 276;
  private static final int VLAN = 0x8100;
  private static final int TCP = 6;

  /** The segment that a packet carries, if it carries a whole one. */
  static Optional<Segment> of(CaptureReader.Packet packet) {
    ByteBuffer octets = packet.octets().order(ByteOrder.BIG_ENDIAN);
    int begin = linkHead(packet.linkType(), octets);
    if (begin < 0 || octets.limit() < begin + 20) {
      return Optional.empty();
    }
    octets.position(begin);
    ByteBuffer ip = octets.slice();
    return Optional.ofNullable(
        (ip.get(0) & 0xf0) == 0x60 ? ipv6(packet.time(), ip) : ipv4(packet.time(), ip));
  }

  private static int linkHead(int linkType, ByteBuffer octets) {
    return switch (linkType) {
      case Pcapng.LINK_ETHERNET ->
          octets.limit() > 14 && (octets.getShort(12) & 0xffff) == VLAN ? 18 : 14;
      case LINK_NULL -> 4;
      case LINK_RAW -> 0;
      case LINK_COOKED -> 16;
      case LINK_COOKED_2 -> 20;
      default -> -1;
    };
  }

  private static @Nullable Segment ipv4(Instant time, ByteBuffer ip) {
    int head = (ip.get(0) & 0xf) * 4;
    int size = ip.getShort(2) & 0xffff;
    boolean fragment = (ip.getShort(6) & 0x3fff) != 0;
    if ((ip.get(0) & 0xf0) != 0x40 || ip.get(9) != TCP || fragment || head < 20) {
      return null;
    }
    // Without a size the network card was to cut the segment: it goes to the end of the packet.
    int end = size == 0 ? ip.limit() : Math.min(size, ip.limit());
    return tcp(time, address(ip, 12, 4), address(ip, 16, 4), part(ip, head, end));
  }

  private static @Nullable Segment ipv6(Instant time, ByteBuffer ip) {
    if (ip.limit() < 40 || ip.get(6) != TCP) {
      return null;
    }
    int size = ip.getShort(4) & 0xffff;
    int end = size == 0 ? ip.limit() : Math.min(40 + size, ip.limit());
    return tcp(time, address(ip, 8, 16), address(ip, 24, 16), part(ip, 40, end));
  }

  private static ByteBuffer part(ByteBuffer octets, int from, int to) {
    return from > to ? ByteBuffer.allocate(0) : octets.slice(from, to - from);
  }

  private static @Nullable Segment tcp(Instant time, String from, String to, ByteBuffer tcp) {
    int head = tcp.limit() < 20 ? 0 : ((tcp.get(12) >> 4) & 0xf) * 4;
    if (head < 20 || head > tcp.limit()) {
      return null;
    }
    Party sender = new Party(from, tcp.getShort(0) & 0xffff);
    Party receiver = new Party(to, tcp.getShort(2) & 0xffff);
    ByteBuffer octets = part(tcp, head, tcp.limit());
    return new Segment(time, sender, receiver, tcp.getInt(4), tcp.get(13), octets);
  }

  private static String address(ByteBuffer octets, int at, int size) {
    byte[] address = new byte[size];
    octets.get(at, address);
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of " + size + " octets", e);
    }
  }
}
