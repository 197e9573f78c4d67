// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeCommandTest {

  private static final String SEND =
      "MSRP a786hjs2 SEND\r\nTo-Path: msrp://b.example:1/b;tcp\r\n"
          + "From-Path: msrp://a.example:2/a;tcp\r\nMessage-ID: 8763\r\nByte-Range: 1-5/5\r\n"
          + "Content-Type: text/plain\r\n\r\nHello\r\n-------a786hjs2$\r\n";
  private static final String OK =
      "MSRP a786hjs2 200 OK\r\nTo-Path: msrp://a.example:2/a;tcp\r\n"
          + "From-Path: msrp://b.example:1/b;tcp\r\n-------a786hjs2$\r\n";

  @TempDir private Path directory;

  @Test
  void frames_areOneLineEach() {
    CommandRun run = decode(SEND + OK);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.out())
        .containsExactly(
            "MSRP a786hjs2 SEND | To-Path: msrp://b.example:1/b;tcp | From-Path:"
                + " msrp://a.example:2/a;tcp | Message-ID: 8763 | Byte-Range: 1-5/5"
                + " | Content-Type: text/plain | 5 octets | $",
            "MSRP a786hjs2 200 OK | To-Path: msrp://a.example:2/a;tcp | From-Path:"
                + " msrp://b.example:1/b;tcp | 0 octets | $");
  }

  @Test
  void file_isReadLikeStandardInput() throws IOException {
    Path file = Files.writeString(directory.resolve("wire"), SEND);
    CommandRun run = CommandRun.start("decode", file.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.out()).hasSize(1);
  }

  @Test
  void malformed_isNamedWithItsOffset_andWhatCameBeforeIsShown() {
    CommandRun run = decode(OK + "MSRP \u00e4 SEND\r\n");
    assertThat(run.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    assertThat(run.out()).hasSize(1);
    assertThat(run.err())
        .singleElement()
        .asString()
        .contains("malformed at octet " + (OK.length() + "MSRP ".length()) + ": ")
        .contains("RFC 4975");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MSRP abcd SE^ ND",
        "MSRP ab^ 200 OK",
        "MSRP abcd 200^0 OK",
        "MSRP a786hjs2 SEND|To-Path: msrp://b:1/y;t^\u0001cp",
        "MSRP a786hjs2 SEND|To-Path: msrp://b:^65536/y;tcp",
        "MSRP a786hjs2 SEND|To-Path: msrp://b:1/b;tcp|From-Path: msrp://a:2/a;tcp|X: \u00fc^\u0001",
        "MSRP a786hjs2 SEND|^From-Path: msrp://a:2/a;tcp|To-Path: msrp://b:1/b;tcp",
      })
  void malformed_namesTheFirstMalformedOctet(String marked) {
    String before = OK + marked.substring(0, marked.indexOf('^')).replace("|", "\r\n");
    String behind = marked.substring(marked.indexOf('^') + 1).replace("|", "\r\n");
    CommandRun run = decode(before + behind + "\r\n-------a786hjs2$\r\n");
    int place = before.getBytes(StandardCharsets.UTF_8).length;
    assertThat(run.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    assertThat(run.err()).singleElement().asString().contains("malformed at octet " + place + ": ");
  }

  @Test
  void endWithinAHead_isAnError() {
    assertIncomplete(SEND.substring(0, 30), "octet 30, within a head");
  }

  @Test
  void endWithinABody_saysHowMuchThereWas() {
    int end = SEND.indexOf("Hello") + 3;
    assertIncomplete(SEND.substring(0, end), "after 3 octets of the body of a786hjs2");
  }

  @Test
  void headerWithControlCharacters_printsNone() {
    CommandRun run = decode(OK.replace("-------", "X-Test: a\u001b[31m\u202eb\r\n-------"));
    assertThat(String.join("", run.out())).doesNotContain("\u001b", "\u202e");
  }

  @Test
  void nothing_isNoFrame() {
    CommandRun run = decode("");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.out()).isEmpty();
  }

  private static void assertIncomplete(String wire, String where) {
    CommandRun run = decode(wire);
    assertThat(run.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    assertThat(run.err()).singleElement().asString().contains("incomplete").contains(where);
  }

  private static CommandRun decode(String wire) {
    byte[] octets = wire.getBytes(StandardCharsets.UTF_8);
    return CommandRun.startWithInput(new ByteArrayInputStream(octets), "decode");
  }
}
