// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.MsrpChunk;

/** Streams of octets for the contract. */
final class Streams {

  private static final int MEGABYTE = 1 << 20;

  private Streams() {}

  static byte[] encoded(CodecUnderTest codec, List<MsrpChunk> chunks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    chunks.forEach(chunk -> all.writeBytes(codec.encode(chunk)));
    return all.toByteArray();
  }

  static List<byte[]> cut(byte[] octets, List<Double> places) {
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    for (double place : places.stream().sorted().toList()) {
      int to = (int) (place * octets.length);
      pieces.add(Arrays.copyOfRange(octets, from, to));
      from = to;
    }
    pieces.add(Arrays.copyOfRange(octets, from, octets.length));
    return pieces;
  }

  /** The chunks, or nothing if they are refused. */
  static Optional<List<MsrpChunk>> outcome(CodecUnderTest codec, List<byte[]> pieces) {
    try {
      return Optional.of(codec.decode(pieces));
    } catch (MsrpSyntaxException refused) {
      return Optional.empty();
    }
  }

  /** A request that is whole, and legal but for its size. */
  static byte[] hugeHead() {
    String path = "msrp://bob.example:8888/s1;tcp\r\n";
    String head = "MSRP tid1 SEND\r\nTo-Path: " + path + "From-Path: " + path + "X-Long: ";
    return (head + "x".repeat(MEGABYTE) + "\r\n-------tid1$\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
