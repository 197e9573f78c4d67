// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.arbitrary;

import java.io.ByteArrayOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.openmsrp.testkit.vector.CodecCase;

/** Octets in which parsers find something to trip over. */
final class NoiseArbitraries {

  private static final int DAMAGE = 5;

  private NoiseArbitraries() {}

  static Arbitrary<byte[]> pieces() {
    return Arbitraries.of(
            "MSRP ",
            "tid1",
            " SEND",
            "\r\n",
            "\r",
            "\n",
            "To-Path: ",
            "From-Path: ",
            ": ",
            "msrp://a:1/b;tcp",
            "-------",
            "$",
            "+",
            " 200",
            " ",
            "Content-Type: a/b",
            "-------tid1$\r\n",
            "Byte-Range: ",
            "1-2/3",
            "\0",
            "\u00ff",
            "\u00c3\u00a9")
        .list()
        .ofMaxSize(60)
        .map(parts -> Octets.of(String.join("", parts)));
  }

  static Arbitrary<byte[]> damagedVectors() {
    Arbitrary<byte[]> vectors = Arbitraries.of(CodecCase.all()).map(CodecCase::octets);
    Arbitrary<Double> places = Arbitraries.doubles().between(0, 1);
    Arbitrary<Integer> lost = Arbitraries.integers().between(0, 2);
    return Combinators.combine(vectors, places, damage(), lost)
        .as((octets, place, inserted, count) -> damaged(octets, place, inserted, count));
  }

  private static Arbitrary<byte[]> damage() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMaxSize(DAMAGE),
        Arbitraries.of("\r\n", "\r", "\n", " ", ":", "-------", "$\r\n", "\t", ";", "\"", "\\", "/")
            .map(Octets::of));
  }

  private static byte[] damaged(byte[] octets, double place, byte[] inserted, int lost) {
    int at = (int) (place * octets.length);
    int from = Math.min(octets.length, at + lost);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(octets, 0, at);
    out.writeBytes(inserted);
    out.write(octets, from, octets.length - from);
    return out.toByteArray();
  }
}
