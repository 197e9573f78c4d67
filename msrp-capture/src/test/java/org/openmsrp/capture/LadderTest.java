// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.domain.port.transport.Endpoint;

class LadderTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("traffic.pcapng");
  }

  @Test
  void frames_ofAConversation_areArrowsWithWhatMatters() {
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      wire.say(Wire.send("aaaa1", "1-5/5", "hello", '$'));
      wire.hear(Wire.answer("aaaa1", "481 No such session"));
    }
    assertThat(text()).element(0).isEqualTo("2 frames, 5 B of content, 2 parties");
    assertThat(text()).element(2).asString().contains("192.0.2.1:40000").contains("192.0.2.2:2855");
    assertThat(text())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "0.0000  │─ SEND · aaaa1 · id message1 · 1-5/5 · $ · 5 B · text/plain")
                    .endsWith("─▶│"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("0.0010  │◀─")
                    .endsWith(" 481 No such session · aaaa1 ─│"));
  }

  @Test
  void chunks_ofALongMessage_areFolded() {
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      for (int i = 0; i < 100; i++) {
        String id = "chunk" + i;
        String range = (1 + 10 * i) + "-*/1000";
        wire.say(Wire.send(id, range, "0123456789", i == 99 ? '$' : '+'));
        wire.hear(Wire.answer(id, "200 OK"));
      }
    }
    assertThat(text()).hasSize(8).anyMatch(line -> line.contains("⋮ 98 chunks, 980 B; 99 × 200"));
    assertThat(text()).anyMatch(line -> line.contains("chunk0 · id message1 · 1-*/1000 · +"));
    assertThat(text()).anyMatch(line -> line.contains("chunk99 · id message1 · 991-*/1000 · $"));
  }

  @Test
  void frame_thatBreaksOff_isShownAsCutOff() {
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      String chunk = Wire.send("aaaa1", "1-50/50", "hello".repeat(10), '$');
      wire.say(chunk.substring(0, chunk.length() - 30));
    }
    assertThat(text()).anyMatch(line -> line.contains("SEND · aaaa1") && line.contains("cut off"));
  }

  @Test
  void octets_thatAreNoMsrp_areShownWhereMsrpIsSpoken() {
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      wire.say(Wire.send("aaaa1", "1-5/5", "hello", '$'));
      wire.say("GET / HTTP/1.1\r\n\r\n");
      wire.open(Endpoint.tcp("192.0.2.7", 1), Endpoint.tcp("192.0.2.8", 80)).say("GET /\r\n");
    }
    assertThat(text()).filteredOn(line -> line.contains("not MSRP")).hasSize(1);
    assertThat(text()).noneMatch(line -> line.contains("192.0.2.7"));
  }

  @Test
  void parties_withoutRoomSideBySide_haveLaddersOfTheirOwn() {
    try (Wire wire = new Wire(file)) {
      for (int i = 1; i <= 3; i++) {
        wire.open(Endpoint.tcp("192.0.2.1", i), Wire.BOB)
            .say(Wire.send("aaaa" + i, "1-1/1", "x", '$'));
      }
    }
    assertThat(text()).filteredOn(line -> line.endsWith("192.0.2.2:2855")).hasSize(3);
    assertThat(Ladder.of(Recording.of(file)).text(200))
        .filteredOn(line -> line.endsWith("192.0.2.1:3"))
        .hasSize(1);
  }

  @Test
  void page_withMarkupFromThePeer_escapesIt() {
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      wire.hear(Wire.answer("aaaa1", "400 <script>alert(1)</script>"));
    }
    String page = Ladder.of(Recording.of(file)).html("a <b> & c");
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("<title>a &lt;b&gt; &amp; c</title>", "<svg ", "400 &lt;script&gt;")
        .doesNotContain("<script", "http-equiv", "src=");
  }

  @Test
  void recording_ofNothing_isAnEmptyLadder() {
    new Wire(file).close();
    assertThat(text()).containsExactly("0 frames, 0 B of content, 0 parties");
    assertThat(Ladder.of(Recording.of(file)).html("empty")).contains("</svg>");
  }

  private List<String> text() {
    return Ladder.of(Recording.of(file)).text(120).toList();
  }
}
