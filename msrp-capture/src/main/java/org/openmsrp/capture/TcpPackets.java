// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.nio.ByteBuffer;

/**
 * Makes the packets that a TCP connection could have exchanged, with right sequence numbers and
 * checksums. Confined to whoever holds the connection's lock.
 */
final class TcpPackets {

  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int PSH = 8;
  static final int ACK = 16;

  /** Octets of one segment: with its heads it stays below what IP can carry. */
  static final int SEGMENT = 60 * 1024;

  private static final int ETHERNET = 14;
  private static final int IPV4 = 20;
  private static final int IPV6 = 40;
  private static final int TCP = 20;
  private static final int PROTOCOL_TCP = 6;
  private static final int HOPS = 64;
  private static final int WINDOW = 0xffff;

  /** Largest segment, and a window so large that it is never full. */
  private static final byte[] SYN_OPTIONS = {2, 4, (byte) 0xf0, 0, 1, 3, 3, 14};

  private final Side[] sides;
  private final boolean ipv6;
  private int identification;

  /** Where one end is and what it says next. */
  private static final class Side {
    private final byte[] address;
    private final int port;
    private int sequence;

    Side(byte[] address, int port) {
      this.address = address;
      this.port = port;
    }
  }

  TcpPackets(byte[] local, int localPort, byte[] remote, int remotePort) {
    ipv6 = local.length + remote.length > 8;
    sides =
        new Side[] {
          new Side(ipv6 ? Addresses.mapped(local) : local, localPort),
          new Side(ipv6 ? Addresses.mapped(remote) : remote, remotePort)
        };
  }

  /**
   * The next packet of one side.
   *
   * @param outbound whether the local side sends it
   * @param flags of TCP
   * @param octets what it carries, {@link #SEGMENT} at most; read to its end
   * @return an Ethernet frame
   */
  ByteBuffer next(boolean outbound, int flags, ByteBuffer octets) {
    Side from = sides[outbound ? 0 : 1];
    Side to = sides[outbound ? 1 : 0];
    byte[] options = (flags & SYN) != 0 ? SYN_OPTIONS : new byte[0];
    int segment = TCP + options.length + octets.remaining();
    ByteBuffer out = ByteBuffer.allocate(ETHERNET + (ipv6 ? IPV6 : IPV4) + segment);
    ethernet(out, outbound);
    ip(out, from, to, segment);
    int begin = out.position();
    int advance = octets.remaining() + ((flags & (SYN | FIN)) != 0 ? 1 : 0);
    tcp(out, from, to, flags, options);
    out.put(options).put(octets);
    out.putShort(begin + 16, checksum(out, begin, segment, pseudoHead(from, to, segment)));
    from.sequence += advance;
    return out.flip();
  }

  private void ethernet(ByteBuffer out, boolean outbound) {
    // Addresses that are administered locally and belong to nobody.
    out.put(new byte[] {2, 0, 0, 0, 0, (byte) (outbound ? 2 : 1)});
    out.put(new byte[] {2, 0, 0, 0, 0, (byte) (outbound ? 1 : 2)});
    out.putShort((short) (ipv6 ? 0x86dd : 0x0800));
  }

  private void ip(ByteBuffer out, Side from, Side to, int segment) {
    if (ipv6) {
      out.putInt(0x60000000).putShort((short) segment);
      out.put((byte) PROTOCOL_TCP).put((byte) HOPS).put(from.address).put(to.address);
    } else {
      ipv4(out, from, to, segment);
    }
  }

  private void ipv4(ByteBuffer out, Side from, Side to, int segment) {
    int begin = out.position();
    out.put((byte) 0x45).put((byte) 0).putShort((short) (IPV4 + segment));
    out.putShort((short) identification++).putShort((short) 0x4000);
    out.put((byte) HOPS).put((byte) PROTOCOL_TCP).putShort((short) 0);
    out.put(from.address).put(to.address);
    out.putShort(begin + 10, checksum(out, begin, IPV4, 0));
  }

  private static void tcp(ByteBuffer out, Side from, Side to, int flags, byte[] options) {
    boolean answers = (flags & ACK) != 0;
    out.putShort((short) from.port).putShort((short) to.port);
    out.putInt(from.sequence).putInt(answers ? to.sequence : 0);
    out.put((byte) (((TCP + options.length) / 4) << 4)).put((byte) flags);
    out.putShort((short) WINDOW).putShort((short) 0).putShort((short) 0);
  }

  private static long pseudoHead(Side from, Side to, int segment) {
    ByteBuffer addresses = ByteBuffer.allocate(2 * from.address.length);
    addresses.put(from.address).put(to.address);
    return sum(addresses, 0, addresses.capacity()) + PROTOCOL_TCP + segment;
  }

  private static short checksum(ByteBuffer octets, int from, int size, long first) {
    long sum = first + sum(octets, from, size);
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (short) ~sum;
  }

  private static long sum(ByteBuffer octets, int from, int size) {
    long sum = 0;
    int even = from + (size & ~1);
    for (int at = from; at < even; at += 2) {
      sum += octets.getShort(at) & 0xffff;
    }
    return even == from + size ? sum : sum + ((octets.get(even) & 0xff) << 8);
  }
}
