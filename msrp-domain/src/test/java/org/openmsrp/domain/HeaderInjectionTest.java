// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.auth.DigestAttempt;
import org.openmsrp.domain.auth.DigestChallenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.cpim.CpimAddress;
import org.openmsrp.domain.cpim.CpimMessage;
import org.openmsrp.domain.cpim.CpimMessageBuilder;
import org.openmsrp.domain.cpim.CpimName;
import org.openmsrp.domain.cpim.CpimSubject;
import org.openmsrp.domain.cpim.MimeHeader;
import org.openmsrp.domain.header.ContentDisposition;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.domain.uri.UriParameter;

/** Whatever takes text refuses line ends, other control characters and halves of pairs. */
class HeaderInjectionTest {

  private static final MsrpPath PATH = MsrpPath.parse("msrp://host:1/a;tcp");
  private static final DigestAttempt ATTEMPT = new DigestAttempt("n", 1, "c", "u");
  private static final Optional<String> NONE = Optional.empty();
  private static final Map<String, Consumer<String>> DOORS = doors();

  private static Map<String, Consumer<String>> doors() {
    Map<String, Consumer<String>> doors = new LinkedHashMap<>();
    uris(doors);
    headers(doors);
    messages(doors);
    auth(doors);
    cpim(doors);
    return doors;
  }

  private static void uris(Map<String, Consumer<String>> doors) {
    doors.put("uri", t -> MsrpUri.parse("msrp://host:1/a" + t + ";tcp"));
    doors.put("path", t -> MsrpPath.parse(PATH + " " + t));
    doors.put("host", MsrpHost::parse);
    doors.put("uri host", t -> MsrpUri.builder(MsrpScheme.MSRP, t));
    doors.put("session id", t -> PATH.first().toBuilder().sessionId(t).build());
    doors.put("user info", t -> PATH.first().toBuilder().userInfo(t).build());
    doors.put("transport", t -> PATH.first().toBuilder().transport(t).build());
    doors.put("uri parameter", UriParameter::parse);
    doors.put("uri parameter name", t -> new UriParameter(t, NONE));
    doors.put("uri parameter value", t -> new UriParameter("x", Optional.of(t)));
    doors.put("endpoint scheme", t -> new Endpoint(t, "h", 1, ""));
    doors.put("endpoint host", t -> Endpoint.tcp(t, 1));
    doors.put("endpoint path", t -> new Endpoint(Endpoint.WS, "h", 1, "/" + t));
  }

  private static void headers(Map<String, Consumer<String>> doors) {
    HeaderName.known()
        .forEach(name -> doors.put("header " + name, t -> Header.parse(name, "x" + t)));
    HeaderName<String> extension = HeaderName.extension("X-Foo");
    doors.put("extension header", t -> Header.of(extension, t));
    doors.put("header set", t -> MsrpHeaders.builder().set(extension, t));
    doors.put("message id", t -> MsrpHeaders.builder().set(HeaderName.MESSAGE_ID, "abcd" + t));
    doors.put("header name", t -> HeaderName.of("X" + t));
    doors.put("extension name", t -> HeaderName.extension("X" + t));
    doors.put("media type", t -> MediaType.parse("text/plain" + t));
    doors.put("media type parameter", t -> MediaType.parse("text/plain;x=\"" + t + "\""));
    doors.put("disposition", t -> ContentDisposition.parse("render;x=\"" + t + "\""));
    doors.put("filename", ContentDisposition::attachment);
    doors.put("nickname", Nickname::new);
    doors.put("quoted nickname", t -> Nickname.parse('"' + t + '"'));
    doors.put("report status", t -> ReportStatus.parse("000 200 " + t));
    doors.put("quoted string", QuotedString::encode);
  }

  private static void messages(Map<String, Consumer<String>> doors) {
    doors.put("status comment", t -> new MsrpStatus(200, t));
    doors.put("method", t -> new MsrpMethod("SEND" + t));
    doors.put("method of", t -> MsrpMethod.of("SEND" + t));
    doors.put(
        "request id",
        t -> new RequestHead("abcd" + t, MsrpMethod.SEND, PATH, PATH, MsrpHeaders.NONE));
    doors.put(
        "response id",
        t -> new ResponseHead("abcd" + t, MsrpStatus.OK, PATH, PATH, MsrpHeaders.NONE));
  }

  private static void auth(Map<String, Consumer<String>> doors) {
    doors.put("challenge", t -> Challenge.parse("Basic " + t));
    doors.put("digest challenge", t -> Challenge.parse("Digest realm=\"r\", nonce=\"" + t + '"'));
    doors.put("unsupported", Challenge.Unsupported::new);
    doors.put("realm", t -> challenge(t, "n", NONE, NONE, "auth"));
    doors.put("nonce", t -> challenge("r", t, NONE, NONE, "auth"));
    doors.put("opaque", t -> challenge("r", "n", Optional.of(t), NONE, "auth"));
    doors.put("algorithm", t -> challenge("r", "n", NONE, Optional.of(t), "auth"));
    doors.put("qop", t -> challenge("r", "n", NONE, NONE, t));
    doors.put("attempt nonce", t -> new DigestAttempt(t, 1, "c", "u"));
    doors.put("attempt cnonce", t -> new DigestAttempt("n", 1, t, "u"));
    doors.put("attempt uri", t -> new DigestAttempt("n", 1, "c", t));
    doors.put("username", t -> credentials(t, "r", "0".repeat(32), NONE, NONE));
    doors.put("user's realm", t -> credentials("u", t, "0".repeat(32), NONE, NONE));
    doors.put("response", t -> credentials("u", "r", t, NONE, NONE));
    doors.put("echoed opaque", t -> credentials("u", "r", "0".repeat(32), Optional.of(t), NONE));
    doors.put("echoed algorithm", t -> credentials("u", "r", "0".repeat(32), NONE, Optional.of(t)));
    doors.put("info", t -> AuthenticationInfo.parse("nextnonce=\"" + t + '"'));
    doors.put("next nonce", t -> new AuthenticationInfo(Optional.of(t), NONE, NONE, NONE, NONE));
    doors.put("info qop", t -> new AuthenticationInfo(NONE, Optional.of(t), NONE, NONE, NONE));
    doors.put("proof", t -> new AuthenticationInfo(NONE, NONE, Optional.of(t), NONE, NONE));
    doors.put("info cnonce", t -> new AuthenticationInfo(NONE, NONE, NONE, Optional.of(t), NONE));
    doors.put("info nc", t -> new AuthenticationInfo(NONE, NONE, NONE, NONE, Optional.of(t)));
  }

  /** Formal names, subjects and texts of headers have escapes, and are not among these. */
  private static void cpim(Map<String, Consumer<String>> doors) {
    CpimName name = CpimName.core("X");
    doors.put("cpim address", t -> CpimAddress.parse("x" + t + "x <im:a@b>"));
    doors.put("cpim uri", t -> CpimAddress.of("im:a" + t));
    doors.put("cpim name", t -> CpimName.core("X" + t));
    doors.put("cpim namespace", t -> new CpimName("urn:x:" + t, "X"));
    doors.put("cpim language", t -> new CpimSubject("x", "fr" + t));
    doors.put("cpim prefix", t -> cpimBuilder().namespace("x" + t, "urn:x:y"));
    doors.put("cpim declaration", t -> cpimBuilder().namespace("x", "urn:x:y" + t));
    doors.put("cpim encoded value", t -> cpimBuilder().encodedHeader(name, "x" + t + "x"));
    doors.put("mime name", t -> new MimeHeader("X" + t, "x"));
    doors.put("mime value", t -> new MimeHeader("X", "x" + t + "x"));
  }

  private static CpimMessageBuilder cpimBuilder() {
    return CpimMessage.builder(CpimAddress.of("im:a@b"), CpimAddress.of("im:c@d"));
  }

  private static DigestChallenge challenge(
      String realm, String nonce, Optional<String> opaque, Optional<String> algorithm, String qop) {
    return new DigestChallenge(realm, nonce, opaque, false, algorithm, List.of(qop));
  }

  private static DigestCredentials credentials(
      String user, String realm, String response, Optional<String> opaque, Optional<String> hash) {
    return new DigestCredentials(user, realm, ATTEMPT, response, opaque, hash);
  }

  @Property(tries = 5000)
  @Conformance({"4975-9-23", "4975-9-24"})
  void everyDoor_illegalText_isRefused(
      @ForAll("doorNames") String door, @ForAll("illegal") String text) {
    assertThatThrownBy(() -> DOORS.get(door).accept(text))
        .as(door)
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<String> doorNames() {
    return Arbitraries.of(DOORS.keySet());
  }

  @Provide
  Arbitrary<String> illegal() {
    return DomainArbitraries.illegalText();
  }
}
