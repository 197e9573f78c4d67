// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.VectorHead;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.uri.MsrpPath;

/** RFC 4975 §7.2. */
class ResponseAddressingTest {

  private static RequestHead request(MsrpMethod method, MsrpPath to, MsrpPath from) {
    return new RequestHead("d93kswow", method, to, from, MsrpHeaders.NONE);
  }

  @Property
  @Conformance({"4975-7.2-03", "4975-7.2-04", "4975-7.2-06"})
  void respond_send_goesToPreviousHopOnly(
      @ForAll("paths") MsrpPath to, @ForAll("paths") MsrpPath from) {
    ResponseHead response = request(MsrpMethod.SEND, to, from).respond(MsrpStatus.OK);
    assertThat(response.transactionId()).isEqualTo("d93kswow");
    assertThat(response.status()).isEqualTo(MsrpStatus.OK);
    assertThat(response.toPath()).isEqualTo(MsrpPath.of(from.first()));
    assertThat(response.fromPath()).isEqualTo(MsrpPath.of(to.first()));
    assertThat(response.headers()).isEqualTo(MsrpHeaders.NONE);
  }

  @Property
  @Conformance({"4975-7.2-05", "7701-7.1-07"})
  void respond_anyOtherMethod_goesAlongWholeFromPath(
      @ForAll("paths") MsrpPath to, @ForAll("paths") MsrpPath from) {
    for (MsrpMethod method :
        new MsrpMethod[] {MsrpMethod.AUTH, MsrpMethod.NICKNAME, MsrpMethod.of("OTHER")}) {
      ResponseHead response = request(method, to, from).respond(MsrpStatus.UNKNOWN_METHOD);
      assertThat(response.toPath()).isEqualTo(from);
      assertThat(response.fromPath()).isEqualTo(MsrpPath.of(to.first()));
    }
  }

  @Test
  @Conformance("4975-7.2-04")
  void respond_vectorThatCameThroughRelay_goesToRelayOnly() {
    VectorHead vector = VectorHead.of("derived/d38-relay-from-path");
    MsrpPath from = MsrpPath.parse(vector.value("From-Path"));
    RequestHead head = request(MsrpMethod.SEND, MsrpPath.parse(vector.value("To-Path")), from);
    assertThat(from.size()).isEqualTo(2);
    assertThat(head.respond(MsrpStatus.OK).toPath().uris()).containsExactly(from.first());
  }

  @Test
  void response_always_isCompleteAndBodiless() {
    MsrpPath path = MsrpPath.parse("msrp://a:1/x;tcp");
    MsrpResponse response =
        new MsrpResponse(request(MsrpMethod.SEND, path, path).respond(MsrpStatus.OK));
    assertThat(response.flag()).isEqualTo(ContinuationFlag.COMPLETE);
    assertThat(response.size()).isZero();
    assertThat(response.status()).isEqualTo(MsrpStatus.OK);
  }

  @Test
  void withHeaders_newHeaders_keepsEverythingElse() {
    MsrpPath path = MsrpPath.parse("msrp://a:1/x;tcp");
    MsrpResponse response =
        new MsrpResponse(request(MsrpMethod.AUTH, path, path).respond(MsrpStatus.UNAUTHORIZED));
    MsrpHeaders headers = MsrpHeaders.builder().set(HeaderName.EXPIRES, 60L).build();
    MsrpResponse other = response.withHeaders(headers);
    assertThat(other.headers()).isEqualTo(headers);
    assertThat(other.withHeaders(MsrpHeaders.NONE)).isEqualTo(response);
  }

  @Test
  @Conformance("4975-9-14")
  void responseHead_transactionIdThatIsNoIdent_isRefused() {
    MsrpPath path = MsrpPath.parse("msrp://a:1/x;tcp");
    assertThatThrownBy(() -> new ResponseHead("abc", MsrpStatus.OK, path, path, MsrpHeaders.NONE))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Provide
  Arbitrary<MsrpPath> paths() {
    return DomainArbitraries.path();
  }
}
