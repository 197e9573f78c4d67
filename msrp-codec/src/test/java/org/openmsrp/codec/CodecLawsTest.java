// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpRequestBuilder;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * What holds for every chunk. What holds for every input is looked at by {@code msrp-fuzz}, where
 * the testkit's generators are at hand.
 */
class CodecLawsTest {

  private static final String ID = "abCD01.-+%=";

  @Property
  @Conformance({"4975-5.1-02", "4975-9-19", "4975-7.1-07", "4975-7.1-15"})
  void decode_whatWasEncoded_isTheSameAgain(@ForAll("chunks") List<MsrpChunk> chunks) {
    assertThat(ChunkAssembler.decodeAll(encoded(chunks))).isEqualTo(chunks);
  }

  @Property
  void decode_inAnyPiecesAndMemory_signalsTheSame(
      @ForAll("chunks") List<MsrpChunk> chunks,
      @ForAll Trace.Memory memory,
      @ForAll("cuts") List<Double> cuts) {
    byte[] octets = encoded(chunks);

    assertThat(Trace.of(DecoderLimits.DEFAULT, memory, octets, places(cuts, octets.length)))
        .isEqualTo(Trace.of(octets));
  }

  @Property
  @Conformance({"4975-7.1-06", "4975-9-15"})
  void encode_whatWasDecoded_isCanonical(@ForAll("chunks") List<MsrpChunk> chunks) {
    byte[] once = encoded(chunks);

    assertThat(encoded(ChunkAssembler.decodeAll(once))).isEqualTo(once);
  }

  @Property
  void encode_partsOfAChunk_areTheWhole(@ForAll("chunks") List<MsrpChunk> chunks) {
    for (MsrpChunk chunk : chunks) {
      ByteArrayOutputStream parts = new ByteArrayOutputStream();
      add(parts, ChunkEncoder.encodeStart(chunk.head()));
      if (chunk instanceof MsrpRequest request && request.body().isPresent()) {
        parts.writeBytes(request.body().get().toByteArray());
        add(parts, ChunkEncoder.encodeEnd(chunk.transactionId(), chunk.flag()));
      } else {
        add(parts, ChunkEncoder.encodeBodilessEnd(chunk.transactionId(), chunk.flag()));
      }
      assertThat(parts.toByteArray()).isEqualTo(encoded(List.of(chunk)));
    }
  }

  @Provide
  Arbitrary<List<MsrpChunk>> chunks() {
    Arbitrary<MsrpChunk> chunk =
        Arbitraries.oneOf(
            sends().map(MsrpChunk.class::cast),
            others().map(MsrpChunk.class::cast),
            responses().map(MsrpChunk.class::cast));
    return chunk.list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Double>> cuts() {
    return Arbitraries.doubles().between(0, 1).list().ofMaxSize(8);
  }

  private static Arbitrary<MsrpRequest> sends() {
    return Combinators.combine(
            idents(),
            paths(),
            paths(),
            idents(),
            ranges(),
            Arbitraries.of(SuccessReport.class).optional(),
            extensions(),
            bodies())
        .as(
            (tid, to, from, message, range, success, extensions, body) -> {
              MsrpRequestBuilder builder =
                  MsrpRequest.builder(MsrpMethod.SEND, tid, to, from)
                      .header(HeaderName.MESSAGE_ID, message)
                      .header(HeaderName.BYTE_RANGE, range);
              success.ifPresent(value -> builder.header(HeaderName.SUCCESS_REPORT, value));
              extensions.stream()
                  .filter(header -> body.isPresent() || !header.name().mime())
                  .forEach(builder::header);
              body.ifPresent(octets -> builder.body(MediaType.OCTET_STREAM, octets));
              return builder.build();
            })
        .flatMap(
            send ->
                Arbitraries.of(ContinuationFlag.class)
                    .map(flag -> send.toBuilder().flag(flag).build()));
  }

  private static Arbitrary<MsrpRequest> others() {
    return Combinators.combine(
            Arbitraries.of("REPORT", "AUTH", "NICKNAME", "EXTEND"),
            idents(),
            paths(),
            paths(),
            Arbitraries.of(FailureReport.class),
            bodies())
        .as(
            (method, tid, to, from, failure, body) -> {
              MsrpRequestBuilder builder =
                  MsrpRequest.builder(MsrpMethod.of(method), tid, to, from)
                      .header(HeaderName.FAILURE_REPORT, failure);
              body.ifPresent(octets -> builder.body(MediaType.TEXT_PLAIN, octets));
              return builder.build();
            });
  }

  private static Arbitrary<MsrpResponse> responses() {
    return Combinators.combine(
            idents(), Arbitraries.integers().between(0, 999), texts(), paths(), paths())
        .as(
            (tid, code, comment, to, from) -> {
              MsrpRequest request = MsrpRequest.builder(MsrpMethod.AUTH, tid, from, to).build();
              return new MsrpResponse(request.head().respond(new MsrpStatus(code, comment)));
            });
  }

  private static Arbitrary<String> idents() {
    return Combinators.combine(
            Arbitraries.strings().withChars("aZ9").ofLength(1),
            Arbitraries.strings().withChars(ID).ofMinLength(3).ofMaxLength(31))
        .as((first, rest) -> first + rest);
  }

  private static Arbitrary<MsrpPath> paths() {
    return Arbitraries.of(
            "msrp://a.example:1/x;tcp",
            "msrps://bob@b.example:2855/Y+z=;tcp",
            "msrp://[2001:db8::1]:7/s/t;ws;p=1",
            "msrps://relay.example;tcp")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(uris -> MsrpPath.parse(String.join(" ", uris)));
  }

  private static Arbitrary<ByteRange> ranges() {
    return Combinators.combine(
            Arbitraries.longs().between(1, Long.MAX_VALUE / 4),
            Arbitraries.longs().between(0, Long.MAX_VALUE / 4),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(
            (start, size, end, total) ->
                ByteRange.of(
                    start,
                    end ? OptionalLong.of(start + size) : OptionalLong.empty(),
                    total ? OptionalLong.of(start + 2 * size) : OptionalLong.empty()));
  }

  private static Arbitrary<List<Header<?>>> extensions() {
    Arbitrary<Header<?>> header =
        Combinators.combine(Arbitraries.of("X-A", "x-b", "Content-Extension"), texts())
            .as((name, value) -> Header.of(HeaderName.extension(name), value));
    return header.list().ofMaxSize(3);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars("\t\u00e4\u20ac")
        .ofMaxLength(20);
  }

  /** Bodies full of what looks like an end-line, but for none with a whole one. */
  private static Arbitrary<Optional<MsrpBody>> bodies() {
    return Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
            Arbitraries.of("\r\n", "-------", "\r", "\n", "-", "a", "$", "aaaa")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts).getBytes(StandardCharsets.US_ASCII)))
        .map(MsrpBody::copyOf)
        .optional();
  }

  private static byte[] encoded(List<MsrpChunk> chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (MsrpChunk chunk : chunks) {
      add(out, ChunkEncoder.encode(chunk));
    }
    return out.toByteArray();
  }

  private static void add(ByteArrayOutputStream out, ByteBuffer octets) {
    byte[] copy = new byte[octets.remaining()];
    octets.get(copy);
    out.writeBytes(copy);
  }

  private static int[] places(List<Double> cuts, int length) {
    return cuts.stream().mapToInt(cut -> (int) (cut * length)).sorted().toArray();
  }
}
