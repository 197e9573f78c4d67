// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.conformance.WireVector;
import org.openmsrp.conformance.WireVectors;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** The constructed vectors: what of their index concerns the codec. */
class DerivedVectorTest {

  /** Name of the vector, then what the decoder signals; a body counts its octets. */
  private static final Map<String, String> EXPECTED =
      """
      d01-bodiless-send > SEND tid01abcd no body $
      d02-empty-body-send > SEND tid02abcd body 0 $
      d03-bodiless-no-byterange > SEND tid03abcd no body $
      d04-body-ends-with-crlf > SEND tid04abcd body 5 $
      d05-body-has-foreign-endline > SEND tid05abcd body 30 $
      d06-body-has-own-id-other-flag > SEND tid06abcd body 23 $
      d07-abort > SEND tid07abcd body 4 #
      d08-chunk-1of3 > SEND tid08abcd body 4 +
      d09-chunk-2of3 > SEND tid09abcd body 4 +
      d10-chunk-3of3 > SEND tid10abcd body 2 $
      d11-overlap > SEND tid11abcd body 4 +
      d12-report-413 > REPORT tid12abcd no body $
      d13-report-unknown-id > REPORT tid13abcd no body $
      d14-report-with-body > REPORT tid14abcd body 8 $
      d15-response-200 > 200 tid15abcd
      d16-response-400 > 400 tid16abcd
      d17-response-403 > 403 tid17abcd
      d18-response-408 > 408 tid18abcd
      d19-response-413 > 413 tid19abcd
      d20-response-415 > 415 tid20abcd
      d21-response-423 > 423 tid21abcd
      d22-response-481 > 481 tid22abcd
      d23-response-501 > 501 tid23abcd
      d24-response-506 > 506 tid24abcd
      d25-response-499 > 499 tid25abcd
      d26-response-no-comment > 200 tid26abcd
      d27-response-utf8-comment > 403 tid27abcd
      d28-unknown-method > FOO tid28abcd no body $
      d29-unknown-header > SEND tid29abcd body 2 $
      d30-failure-report-no > SEND tid30abcd body 2 $
      d31-failure-report-partial-ok > SEND tid31abcd body 2 $
      d32-failure-report-partial-bad > SEND tid32abcd body 2 $
      d33-cpim-correct > SEND tid33abcd body 158 $
      d34-binary-256 > SEND tid34abcd body 256 $
      d35-case-variants > SEND tid35abcd body 2 $
      d36-tid-32 > SEND aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa body 2 $
      d37-two-messages > 200 tid37abcd; SEND tid37bbbb body 2 $
      d38-relay-from-path > SEND tid38abcd body 2 $
      d39-nickname-remove > NICKNAME tid39abcd no body $
      d40-nickname-escapes > NICKNAME tid40abcd no body $
      d41-huge-total > SEND tid41abcd body 2 +
      d42-overflow-range > malformed tid42abcd at 174
      d43-short-body > SEND tid43abcd body 10 +
      d44-auth-with-credentials > AUTH tid44abcd no body $
      d45-auth-200 > 200 tid44abcd
      d46-auth-423-min > 423 tid46abcd
      d47-auth-401-stale > 401 tid47abcd
      d48-auth-401-basic > 401 tid48abcd
      d49-auth-401-qop-list > 401 tid49abcd
      n01-path-order-swapped > malformed tidn1abcd at 21
      n02-no-from-path > malformed tidn2abcd at 77
      n03-tid-3-chars > fatal at 8
      n04-tid-33-chars > fatal at 37
      n05-lowercase-method > fatal at 15
      n06-lowercase-msrp > fatal at 0
      n07-bare-lf > incomplete
      n08-content-type-not-last > SEND tidn8abcd body 2 $
      n09-body-without-content-type > malformed tidn9abcd at 158
      n10-byte-range-zero > malformed tid10nbcd at 170
      n11-folded-header > malformed tid11nbcd at 176
      n12-two-uris-to-path > SEND tid12nbcd no body $
      n13-session-id-case > SEND tid13nbcd no body $
      n14-endline-6-hyphens > SEND tid14nbcd body 20; incomplete
      n15-report-with-failure-report-header > REPORT tid15nbcd no body $
      n16-report-unknown-session > REPORT tid16nbcd no body $
      n17-uri-without-transport > malformed tid17nbcd at 71
      n18-nul-in-header > malformed tid18nbcd at 166
      """
          .lines()
          .map(line -> line.split(" > ", -1))
          .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));

  static Stream<WireVector> vectors() {
    return WireVectors.inFolder("derived").stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @Conformance({
    "4975-7.1-05",
    "4975-7.1-11",
    "4975-7.1-13",
    "4975-7.1-14",
    "4975-7.1-15",
    "4975-7.1.2-05",
    "4975-7.2-09",
    "4975-7.3.1-03",
    "4975-9-01",
    "4975-9-02",
    "4975-9-03",
    "4975-9-09",
    "4975-9-14",
    "4975-9-19",
    "4975-9-21",
    "4975-9-23",
    "4975-9-24",
    "4975-12-01",
    "4975-14.5-01",
    "4976-3-02"
  })
  void decode_constructedVector_signalsWhatTheIndexSays(WireVector vector) {
    assertThat(summary(vector)).isEqualTo(EXPECTED.get(vector.name().substring(8)));
  }

  @Test
  void expectations_coverEveryVector() {
    assertThat(vectors().map(vector -> vector.name().substring(8)))
        .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
  }

  @Test
  @Conformance({"4975-9-12", "4975-9-17", "4975-6.1-01"})
  void decode_caseVariants_meanTheSame() {
    RequestHead head = firstRequest("derived/d35-case-variants");
    RequestHead plain = firstRequest("derived/d32-failure-report-partial-bad");

    assertThat(head.toPath()).isEqualTo(plain.toPath());
    assertThat(head.fromPath()).isEqualTo(plain.fromPath());
    assertThat(head.headers().messageId()).contains("msg35aa");
    assertThat(head.headers().contentType())
        .hasValueSatisfying(type -> assertThat(type.matches("text/plain")).isTrue());
  }

  @Test
  @Conformance("4975-12-01")
  void decode_unknownHeader_isKept() {
    RequestHead head = firstRequest("derived/d29-unknown-header");

    assertThat(head.headers().others())
        .extracting(Object::toString)
        .containsExactly("X-Unknown-Thing: some value");
  }

  private static RequestHead firstRequest(String name) {
    return (RequestHead) ChunkAssembler.decodeAll(WireVectors.named(name).octets()).get(0).head();
  }

  private static String summary(WireVector vector) {
    Summary summary = new Summary();
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    try {
      decoder.decode(ByteBuffer.wrap(vector.octets()), summary);
      return summary.text(decoder.idle() ? "" : "incomplete");
    } catch (MsrpSyntaxException e) {
      return summary.text("fatal at " + e.offset().orElseThrow());
    }
  }

  private static final class Summary implements ChunkSink {

    private final List<String> parts = new ArrayList<>();
    private String request = "";
    private int octets;

    String text(String end) {
      if (!request.isEmpty()) {
        parts.add(request + octets);
      }
      if (!end.isEmpty()) {
        parts.add(end);
      }
      return String.join("; ", parts);
    }

    @Override
    public void onRequest(RequestHead head) {
      boolean body = head.headers().contentType().isPresent();
      octets = 0;
      request = head.method() + " " + head.transactionId() + (body ? " body " : " no body");
    }

    @Override
    public void onResponse(ResponseHead head) {
      parts.add(head.status().code() + " " + head.transactionId());
    }

    @Override
    public void onBody(ByteBuffer slice) {
      octets += slice.remaining();
    }

    @Override
    public void onEnd(ContinuationFlag flag) {
      String count = request.endsWith(" no body") ? "" : Integer.toString(octets);
      parts.add(request + count + " " + flag.symbol());
      request = "";
    }

    @Override
    public void onMalformed(MalformedChunk chunk) {
      parts.add(
          "malformed " + chunk.transactionId() + " at " + chunk.error().offset().orElseThrow());
    }
  }
}
