// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the packets of a capture one after the other: pcapng, and the older pcap that tcpdump
 * writes. No packet may be larger than {@link #LARGEST}.
 */
final class CaptureReader implements AutoCloseable {

  /** A file that asks for more is broken or wants to exhaust the memory. */
  static final int LARGEST = 1 << 20;

  private static final int PCAP_MICROS = 0xA1B2C3D4;
  private static final int PCAP_NANOS = 0xA1B23C4D;
  private static final int PCAP_HEAD = 20;
  private static final int INTERFACES = 1000;
  private static final int MICROS = 1_000_000;
  private static final long NANOS = 1_000_000_000;

  /** A packet of the file. */
  record Packet(Instant time, int linkType, ByteBuffer octets) {}

  /** Where packets of a pcapng file come from. */
  private record Interface(int linkType, long perSecond) {}

  private final Path path;
  private final DataInputStream in;
  private final List<Interface> interfaces = new ArrayList<>();
  private ByteOrder order = ByteOrder.BIG_ENDIAN;

  /** The only interface of a pcap file; null in pcapng. */
  private @Nullable Interface only;

  CaptureReader(Path path) {
    this.path = path;
    try {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)));
    } catch (IOException e) {
      throw new CaptureException(path, "can't be read", e);
    }
    begin();
  }

  private void begin() {
    try {
      int magic = in.readInt();
      if (magic == Pcapng.SECTION) {
        section();
      } else {
        pcap(magic);
      }
    } catch (IOException e) {
      throw new CaptureException(path, "is no capture", e);
    }
  }

  private void pcap(int magic) throws IOException {
    boolean swapped = magic != PCAP_MICROS && magic != PCAP_NANOS;
    int known = swapped ? Integer.reverseBytes(magic) : magic;
    if (known != PCAP_MICROS && known != PCAP_NANOS) {
      throw new CaptureException(path, "is neither pcapng nor pcap", null);
    }
    order = swapped ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    int linkType = octets(PCAP_HEAD).getInt(PCAP_HEAD - 4);
    only = new Interface(linkType, known == PCAP_NANOS ? NANOS : MICROS);
  }

  /** The next packet; null at the end. A file that breaks off ends with its last whole packet. */
  @Nullable Packet next() {
    try {
      Interface one = only;
      return one == null ? nextBlock() : nextRecord(one);
    } catch (EOFException e) {
      return null;
    } catch (IOException e) {
      throw new CaptureException(path, "can't be read", e);
    }
  }

  private Packet nextRecord(Interface one) throws IOException {
    ByteBuffer head = octets(16);
    long fraction = Integer.toUnsignedLong(head.getInt(4)) * (NANOS / one.perSecond);
    Instant time = Instant.ofEpochSecond(Integer.toUnsignedLong(head.getInt(0)), fraction);
    return new Packet(time, one.linkType, octets(head.getInt(8)));
  }

  private @Nullable Packet nextBlock() throws IOException {
    while (true) {
      int type = octets(4).getInt(0);
      if (type == Pcapng.SECTION) {
        section();
        continue;
      }
      ByteBuffer body = body(octets(4).getInt(0));
      if (type == Pcapng.INTERFACE) {
        describe(body);
      } else if (type == Pcapng.PACKET) {
        return packet(body);
      }
    }
  }

  private void section() throws IOException {
    ByteBuffer head = octets(8);
    order = head.getInt(4) == Pcapng.BYTE_ORDER ? order : other(order);
    head.order(order);
    if (head.getInt(4) != Pcapng.BYTE_ORDER) {
      throw new CaptureException(path, "has a section without a byte order", null);
    }
    octets(size(head.getInt(0), 16));
    octets(4);
    interfaces.clear();
  }

  private static ByteOrder other(ByteOrder order) {
    return order == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  /** What lies between the two lengths of a block. */
  private ByteBuffer body(int blockSize) throws IOException {
    ByteBuffer body = octets(size(blockSize, Pcapng.FRAME));
    octets(4);
    return body;
  }

  private int size(int blockSize, int without) {
    if (blockSize < without || blockSize % 4 != 0) {
      throw new CaptureException(path, "has a block of " + blockSize + " octets", null);
    }
    return blockSize - without;
  }

  private void describe(ByteBuffer body) {
    if (body.remaining() < 8 || interfaces.size() == INTERFACES) {
      throw new CaptureException(path, "has an interface that can't be understood", null);
    }
    interfaces.add(new Interface(body.getShort(0) & 0xffff, resolution(body)));
  }

  private long resolution(ByteBuffer body) {
    long perSecond = MICROS;
    for (int at = 8; at + 4 <= body.limit(); ) {
      int length = body.getShort(at + 2) & 0xffff;
      if (body.getShort(at) == Pcapng.OPTION_RESOLUTION && at + 4 < body.limit()) {
        perSecond = perSecond(body.get(at + 4));
      }
      at += 4 + Pcapng.padded(length);
    }
    return perSecond;
  }

  /**
   * A power of ten, or of two if the first bit is set; finer than nanoseconds is not known here.
   */
  private long perSecond(byte resolution) {
    int exponent = resolution & 0x7f;
    double value = Math.pow(resolution < 0 ? 2 : 10, exponent);
    if (value > NANOS) {
      throw new CaptureException(path, "has times finer than nanoseconds", null);
    }
    return (long) value;
  }

  private Packet packet(ByteBuffer body) {
    int number = body.remaining() < 20 ? -1 : body.getInt(0);
    if (number < 0 || number >= interfaces.size()) {
      throw new CaptureException(path, "has a packet of no interface", null);
    }
    Interface from = interfaces.get(number);
    long units =
        Integer.toUnsignedLong(body.getInt(4)) << 32 | Integer.toUnsignedLong(body.getInt(8));
    long seconds = units / from.perSecond;
    double fraction = (double) (units % from.perSecond) / from.perSecond;
    int size = body.getInt(12);
    if (size < 0 || size > body.limit() - 20) {
      throw new CaptureException(path, "has a packet larger than its block", null);
    }
    Instant time = Instant.ofEpochSecond(seconds, Math.round(fraction * NANOS));
    return new Packet(time, from.linkType, body.slice(20, size));
  }

  private ByteBuffer octets(int size) throws IOException {
    if (size < 0 || size > LARGEST) {
      throw new CaptureException(path, "has a packet or block of " + size + " octets", null);
    }
    byte[] octets = in.readNBytes(size);
    if (octets.length < size) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(octets).order(order);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new CaptureException(path, "can't be closed", e);
    }
  }
}
