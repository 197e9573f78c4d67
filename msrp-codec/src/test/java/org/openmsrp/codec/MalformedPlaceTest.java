// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.openmsrp.codec.Wire.ALICE;
import static org.openmsrp.codec.Wire.BOB;
import static org.openmsrp.codec.Wire.end;
import static org.openmsrp.codec.Wire.octets;
import static org.openmsrp.codec.Wire.send;
import static org.openmsrp.codec.Wire.sendOf;
import static org.openmsrp.codec.Wire.start;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which octet an error names: a hat stands before it and is taken out. */
class MalformedPlaceTest {

  private static final String ID = "transaction id is missing or not of 4 to 32 characters";
  private static final String IDENT = "Message-ID is not an identifier of 4 to 32 characters";
  private static final String RANGE = "Byte-Range is not start-end/total";
  private static final String STATUS = "Status is not namespace, code and comment";
  private static final String NAME = "malformed header name";
  private static final String TWO_CHARACTERS = "\u00c3\u00bc"; // one of two octets, in Latin-1
  private static final String DISORDER =
      "To-Path must be the first header and From-Path the second";

  static Stream<Arguments> startLines() {
    return Stream.of(
        arguments("^GET / HTTP/1.1\r\n", "not an MSRP start line"),
        arguments("MS^xP abcd SEND\r\n", "not an MSRP start line"),
        arguments("MSR^\r\n", "not an MSRP start line"),
        arguments("MSRP^\tabcd SEND\r\n", "not an MSRP start line"),
        arguments("\r\n\r^MSRP abcd SEND\r\n", "a CR between frames without its LF"),
        arguments("MSRP ^\r\n", ID),
        arguments("MSRP ^-bcd SEND\r\n", ID),
        arguments("MSRP ab^ 200 OK\r\n", ID),
        arguments("MSRP ab^_d SEND\r\n", ID),
        arguments("MSRP ab^\u00e9d SEND\r\n", ID),
        arguments("MSRP abcd^\r\n", ID),
        arguments("MSRP " + "a".repeat(32) + "^a SEND\r\n", ID),
        arguments("MSRP abcd ^\r\n", "neither method nor status"),
        arguments("MSRP abcd SE^ ND\r\n", "a method is made of capital letters"),
        arguments("MSRP abcd SEND^2\r\n", "a method is made of capital letters"),
        arguments("MSRP abcd S^\u00e9ND\r\n", "a method is made of capital letters"),
        arguments("MSRP abcd ^send\r\n", "a method is made of capital letters"),
        arguments("MSRP abcd 20^\r\n", "a status code has three digits"),
        arguments("MSRP abcd 2^x0 OK\r\n", "a status code has three digits"),
        arguments("MSRP abcd 200^0 OK\r\n", "a status code has three digits"));
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        arguments("no^ colon", "a header without a colon"),
        arguments("nocolon^", "a header without a colon"),
        arguments("^ X-Folded: x", "a header must not be folded"),
        arguments("^: no name", NAME),
        arguments("^1X: starts with a digit", NAME),
        arguments("X^ Y: z", NAME),
        arguments("X-Name^\u00c3\u00a9: z", NAME),
        arguments("Message-ID: a^", IDENT),
        arguments("Message-ID:   a^  ", IDENT),
        arguments("message-id:abc^", IDENT),
        arguments("Message-ID: abcd^/efgh", IDENT),
        arguments("Message-ID: " + "a".repeat(32) + "^a", IDENT),
        arguments("Message-ID:^", IDENT),
        arguments("Message-ID: msg1\r\n^message-id: msg2", "a header stands twice"),
        arguments("Expires: 1\r\n^Expires: 2", "Expires stands twice"),
        arguments("Byte-Range: 1-^x/3", "not a decimal number"),
        arguments("Byte-Range: 1^x-3/4", "not a decimal number"),
        arguments("Byte-Range: 13^/4", RANGE),
        arguments("Byte-Range: 1-5^", RANGE),
        arguments("Byte-Range: 1-*^", RANGE),
        arguments("Byte-Range: ^*-5/5", "not a decimal number"),
        arguments("Byte-Range: 1-^/5", "a number is missing"),
        arguments("Byte-Range: ^0-4/5", "range-start counts from 1"),
        arguments("Byte-Range: 5-^2/9", "range-end lies before range-start"),
        arguments("Byte-Range: 1-9/^5", "range-end lies behind total"),
        arguments("Byte-Range: 9-*/^5", "range-start lies behind total"),
        arguments("Byte-Range: 1-*/^9223372036854775808", "a number above 2^63 - 1"),
        arguments("Success-Report: ^maybe", "Success-Report is neither yes nor no"),
        arguments("Failure-Report: ^", "Failure-Report is not yes, no or partial"),
        arguments("Status: 000 20^", STATUS),
        arguments("Status: 0^ 200", STATUS),
        arguments("Status: 000 200^OK", STATUS),
        arguments("Status: 000 200 O^\0K", "Status holds a control character"),
        arguments("Expires: 1^s", "not a decimal number"),
        arguments("Use-Nickname: ^bob", "not a quoted string"),
        arguments("Use-Nickname: \"bob^", "a quoted string is not closed"),
        arguments("Use-Nickname: \"" + TWO_CHARACTERS + "\"^x", "not a quoted string"),
        arguments("Use-Path: ^http://example.com", "scheme is neither msrp nor msrps"),
        arguments("X-Nul: a^\0b", "X-Nul holds a control character"),
        arguments("X-Bare-Cr: a^\rb", "X-Bare-Cr holds a control character"),
        arguments("X-Bare-Lf: a^\nb", "X-Bare-Lf holds a control character"),
        arguments("X-Far: " + TWO_CHARACTERS + "^\u007f", "X-Far holds a control character"),
        arguments("X-Far: " + TWO_CHARACTERS + "^\u00ff", "not UTF-8"),
        arguments("X-Cut: " + TWO_CHARACTERS + "^\u00c3", "not UTF-8"),
        arguments("Authorization: ^Basic x", "credentials are not of the scheme Digest"),
        arguments("Authorization: Digest a=1, b^;", "malformed digest parameter"),
        arguments("Authorization: Digest a=1 ^2", "malformed digest value"),
        arguments("WWW-Authenticate: Digest realm=\"r\"^", "digest without nonce"));
  }

  static Stream<Arguments> paths() {
    return Stream.of(
        arguments("^sip:bob", "not an MSRP URI"),
        arguments("msrp:/^b:1/y;tcp", "not an MSRP URI"),
        arguments("msrp^x://b:1/y;tcp", "scheme is neither msrp nor msrps"),
        arguments("msrp://u^:p@b:1/y;tcp", "user info must not hold a password"),
        arguments("msrp://u^%2@b:1/y;tcp", "malformed user info"),
        arguments("msrp://^:1/y;tcp", "host is neither a name nor an address"),
        arguments("msrp://b^\"c:1/y;tcp", "host is neither a name nor an address"),
        arguments("msrp://[::^g]:1/y;tcp", "malformed IPv6 address"),
        arguments("msrp://^[:::]:1/y;tcp", "malformed IPv6 address"),
        arguments("msrp://b:1^x/y;tcp", "malformed port"),
        arguments("msrp://b:^/y;tcp", "malformed port"),
        arguments("msrp://b:^65536/y;tcp", "port out of range"),
        arguments("msrp://b:12345^6/y;tcp", "malformed port"),
        arguments("msrp://192.0.2.1^/y;tcp", "a numeric host needs a port"),
        arguments("msrp://b:1/^;tcp", "malformed session id"),
        arguments("msrp://b:1/y^\u0001z;tcp", "malformed session id"),
        arguments("msrp://b:1/y^", "URI without a transport parameter"),
        arguments("msrp://b:1/y;^", "missing or malformed transport parameter"),
        arguments("msrp://b:1/y;t^\u0001cp", "missing or malformed transport parameter"),
        arguments("msrp://b:1/y;tcp;^", "URI parameter is not a token"),
        arguments("msrp://b:1/y;tcp;x=1^/", "URI parameter is not a token"),
        arguments("msrp://a:1/x;tcp  msrp://b:1/y;^-", "missing or malformed transport parameter"),
        arguments("msrp://a:1/x;tcp msrp://b:1/y" + "^\u00ff;tcp", "not UTF-8"),
        arguments("^", "a path needs at least one URI"));
  }

  static Stream<Arguments> wholes() {
    String paths = "From-Path: " + ALICE + "\r\nTo-Path: " + BOB + "\r\n";
    String report = start("REPORT", "Content-Type: text/plain") + "\r\n";
    return Stream.of(
        arguments("MSRP tid1 SEND\r\n^" + paths + end("$"), DISORDER),
        arguments(
            "MSRP tid1 SEND\r\nTo-Path: " + BOB + "\r\n^Message-ID: -\r\n" + end("$"), DISORDER),
        arguments("MSRP tid1 SEND\r\nTo-Path: " + BOB + "\r\n^" + end("$"), DISORDER),
        arguments(send("^To-Path: " + BOB) + end("$"), "To-Path stands twice"),
        arguments(
            "MSRP tid1 200 O^\0K\r\n" + Wire.PATHS + end("$"),
            "status comment holds a control character"),
        arguments(send("Content-Type: text^;x=y") + "\r\n\r\n" + end("$"), "malformed media type"),
        arguments(send("Content-Type: text/^;x=y") + "\r\n\r\n" + end("$"), "malformed media type"),
        arguments(
            send("Content-Type: text/plain; x=^") + "\r\n\r\n" + end("$"),
            "a parameter value is neither token nor quoted"),
        arguments(
            send("Content-Type: text/plain ^x") + "\r\n\r\n" + end("$"),
            "a parameter does not start with a semicolon"),
        arguments(
            send("Content-Disposition: a; n=\"^\u0001\"") + end("$"),
            "a quoted string holds a control character"),
        arguments(
            send("Message-ID: msg1") + "^\r\nbody\r\n" + end("$"), "a body without a Content-Type"),
        arguments(send("Content-Type: a/b") + "^" + end("$"), "a MIME header without a body"),
        arguments(start("200 OK") + "-------tid1^+\r\n", "a response ends in $"),
        arguments(start("REPORT") + "-------tid1^#\r\n", "only a SEND can be interrupted"),
        arguments(report + "body\r\n-------tid1^+\r\n", "only a SEND can be interrupted"),
        arguments(
            report + "x".repeat(10_240) + "^yz\r\n" + end("$"),
            "the body of a request other than SEND is too long"));
  }

  @ParameterizedTest
  @MethodSource("startLines")
  void decode_malformedStartLine_namesTheFirstWrongOctet(String marked, String problem) {
    assertNamed(sendOf("first") + marked + Wire.PATHS + end("$"), problem);
  }

  @ParameterizedTest
  @MethodSource("headers")
  void decode_malformedHeader_namesTheFirstWrongOctet(String marked, String problem) {
    assertNamed(sendOf("first") + send("X-First: 1", marked) + end("$"), problem);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void decode_malformedPath_namesTheFirstWrongOctet(String marked, String problem) {
    String to = "MSRP tid1 SEND\r\nTo-Path: " + marked + "\r\nFrom-Path: " + ALICE + "\r\n";
    String from = "MSRP tid1 SEND\r\nTo-Path: " + BOB + "\r\nFrom-Path: " + marked + "\r\n";

    assertNamed(sendOf("first") + to + end("$"), problem);
    assertNamed(sendOf("first") + from + end("$"), problem);
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void decode_malformedFrame_namesTheFirstWrongOctet(String marked, String problem) {
    assertNamed(sendOf("first") + marked, problem);
  }

  @Test
  void decode_aboveALimit_namesTheFirstOctetTooMany() {
    DecoderLimits limits = DecoderLimits.DEFAULT;
    String uri = "msrp://a/" + "s".repeat(limits.uriOctets() - 13) + ";tcp";
    String uris = "msrp://a;tcp ".repeat(limits.urisPerPath());

    decode_malformedPath_namesTheFirstWrongOctet(uri + "^x", "a URI of more octets than allowed");
    decode_malformedPath_namesTheFirstWrongOctet(
        uris + "^msrp://b;tcp", "a path of more URIs than allowed");
    String head = send("X-Long: ");
    String fill = "y".repeat(limits.headOctets() - head.length() + 2);
    assertNamed(
        head.strip() + " " + fill + "^yyy",
        "a head of more than " + limits.headOctets() + " octets");
    assertNamed("^x" + "y".repeat(limits.headOctets()) + "\r\n", "not an MSRP start line");
  }

  private static void assertNamed(String marked, String problem) {
    int place = marked.indexOf('^');
    byte[] stream = octets(marked.substring(0, place) + marked.substring(place + 1));

    List<String> trace = Trace.of(stream);

    assertThat(trace)
        .filteredOn(line -> line.startsWith("fatal ") || line.startsWith("malformed "))
        .singleElement()
        .asString()
        .contains(problem + " at octet " + place + " (");
    assertThat(Trace.ofSingleOctets(stream)).isEqualTo(trace);
  }
}
