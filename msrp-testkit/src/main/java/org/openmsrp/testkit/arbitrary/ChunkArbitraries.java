// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.arbitrary;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpRequestBuilder;
import org.openmsrp.domain.message.MsrpResponse;

/** Single chunks. */
final class ChunkArbitraries {

  private static final int BODY = 300;

  private ChunkArbitraries() {}

  static Arbitrary<MsrpRequest> sends() {
    Arbitrary<ContinuationFlag> flags = Arbitraries.of(ContinuationFlag.class);
    return Combinators.combine(
            begun("SEND"), MsrpArbitraries.idents(), headers().list().ofMaxSize(3), bodies(), flags)
        .as(
            (send, message, headers, body, flag) -> {
              send.header(HeaderName.MESSAGE_ID, message);
              headers.forEach(header -> set(send, header));
              body.ifPresent(octets -> send.body(MediaType.OCTET_STREAM, octets));
              return send.flag(flag).build();
            });
  }

  /** Replaces one of the same name: most headers may stand there once only. */
  private static <T> void set(MsrpRequestBuilder request, Header<T> header) {
    request.header(header.name(), header.value());
  }

  static Arbitrary<MsrpRequest> others() {
    return Arbitraries.of("REPORT", "AUTH", "NICKNAME", "EXTEND")
        .flatMap(ChunkArbitraries::begun)
        .flatMap(
            request ->
                bodies()
                    .map(
                        body -> {
                          body.ifPresent(octets -> request.body(MediaType.TEXT_PLAIN, octets));
                          return request.build();
                        }));
  }

  private static Arbitrary<MsrpRequestBuilder> begun(String method) {
    return Combinators.combine(
            MsrpArbitraries.idents(), MsrpArbitraries.paths(), MsrpArbitraries.paths())
        .as((id, to, from) -> MsrpRequest.builder(MsrpMethod.of(method), id, to, from));
  }

  static Arbitrary<MsrpResponse> responses() {
    Arbitrary<MsrpStatus> statuses =
        Combinators.combine(Arbitraries.integers().between(0, 999), MsrpArbitraries.texts())
            .as(MsrpStatus::new);
    return Combinators.combine(begun("SEND"), statuses)
        .as((request, status) -> new MsrpResponse(request.build().head().respond(status)));
  }

  static Arbitrary<Header<?>> headers() {
    Arbitrary<Header<?>> range = ranges().map(value -> Header.of(HeaderName.BYTE_RANGE, value));
    Arbitrary<Header<?>> success =
        Arbitraries.of(SuccessReport.class).map(v -> Header.of(HeaderName.SUCCESS_REPORT, v));
    Arbitrary<Header<?>> failure =
        Arbitraries.of(FailureReport.class).map(v -> Header.of(HeaderName.FAILURE_REPORT, v));
    Arbitrary<Header<?>> extension =
        Combinators.combine(Arbitraries.of("X-A", "x-b", "Subject"), MsrpArbitraries.texts())
            .as((name, value) -> Header.of(HeaderName.extension(name), value));
    return Arbitraries.oneOf(range, success, failure, extension);
  }

  private static Arbitrary<ByteRange> ranges() {
    Arbitrary<Long> length = Arbitraries.longs().between(0, 1L << 40);
    Arbitrary<Long> start = Arbitraries.longs().between(1, 1L << 40);
    Arbitrary<Boolean> known = Arbitraries.of(true, false);
    return Combinators.combine(start, length, length, known, known)
        .as(
            (from, body, rest, end, total) -> {
              String last = end ? Long.toString(from - 1 + body) : "*";
              String all = total ? Long.toString(from - 1 + body + rest) : "*";
              return ByteRange.parse(from + "-" + last + "/" + all);
            });
  }

  /** Any octets, and pieces of what ends a frame; none with a whole end-line. */
  static Arbitrary<Optional<MsrpBody>> bodies() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(BODY);
    Arbitrary<byte[]> tricky =
        Arbitraries.of("\r\n", "-------", "\r", "\n", "-", "_", "$")
            .list()
            .ofMaxSize(30)
            .map(parts -> Octets.of(String.join("", parts)));
    return Arbitraries.oneOf(any, tricky).map(MsrpBody::copyOf).optional();
  }
}
