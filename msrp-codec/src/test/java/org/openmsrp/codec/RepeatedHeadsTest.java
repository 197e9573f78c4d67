// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.message.MsrpChunk;

/** What is remembered of earlier heads never changes what a head means. */
class RepeatedHeadsTest {

  /** Lines of few kinds and values, so that neighbouring heads share many, good and bad. */
  private static final String[] LINES = {
    "Message-ID: msg1",
    "Message-ID: msg2",
    "Message-ID: longer-id-3",
    "message-id: msg1",
    "Message-ID: x",
    "Byte-Range: 1-2/2",
    "Byte-Range: 1-*/100000",
    "Byte-Range: 9-2/1",
    "Success-Report: yes",
    "Failure-Report: no",
    "Failure-Report: \u00ff",
    "X-Other: a",
    "X-Other: b",
    "Content-Disposition: render",
    "content-disposition: attachment",
    "Expires: 7",
    "To-Path: msrp://bob.example.com:8888/9di4eae923wzd;tcp",
    "no colon",
  };

  @Property
  void decode_headsInARow_meanWhatEachMeansAlone(@ForAll("streams") List<String> frames) {
    List<String> alone = new ArrayList<>();
    for (String frame : frames) {
      alone.addAll(withoutOffsetsAndIdle(Trace.of(frame)));
    }
    byte[] together = Wire.octets(String.join("", frames));

    assertThat(withoutOffsetsAndIdle(Trace.of(together))).isEqualTo(alone);
    assertThat(withoutOffsetsAndIdle(Trace.of(together, together.length / 3, together.length / 2)))
        .isEqualTo(alone);
  }

  @Test
  void decode_responsesBetweenRequests_changeNothing() {
    String send = Wire.sendOf("hi");
    String response = Wire.start("200 OK") + Wire.end("$");

    List<MsrpChunk> chunks =
        ChunkAssembler.decodeAll(Wire.octets(send + response + send + response + response + send));

    assertThat(chunks).hasSize(6);
    assertThat(chunks.get(2)).isEqualTo(chunks.get(0)).isEqualTo(chunks.get(5));
    assertThat(chunks.get(3)).isEqualTo(chunks.get(1)).isEqualTo(chunks.get(4));
    assertThat(chunks.get(1).headers().all()).isEmpty();
  }

  @Test
  void decode_headLongerThanIsRemembered_isReadAgain() {
    String send = Wire.send("X-Long: " + "y".repeat(2000), "Message-ID: msg1") + Wire.end("$");

    List<MsrpChunk> chunks = ChunkAssembler.decodeAll(Wire.octets(send + Wire.sendOf("a") + send));

    assertThat(chunks.get(2)).isEqualTo(chunks.get(0));
  }

  /** A repeated line is not read again: its header must come all the same, and in each place. */
  @Test
  void decode_headerOfAnyNameInARow_comesWithEachHead() {
    String both = Wire.send("X-One: 1", "X-Two: 2") + Wire.end("$");
    String twice = Wire.send("X-One: 1", "X-One: 1") + Wire.end("$");
    String swapped = Wire.send("X-Two: 2", "X-One: 1") + Wire.end("$");

    List<MsrpChunk> chunks =
        ChunkAssembler.decodeAll(Wire.octets(both + both + swapped + swapped + twice + twice));

    assertThat(chunks)
        .extracting(chunk -> chunk.headers().all().toString())
        .containsExactly(
            "[X-One: 1, X-Two: 2]",
            "[X-One: 1, X-Two: 2]",
            "[X-Two: 2, X-One: 1]",
            "[X-Two: 2, X-One: 1]",
            "[X-One: 1, X-One: 1]",
            "[X-One: 1, X-One: 1]");
  }

  @Provide
  Arbitrary<List<String>> streams() {
    Arbitrary<String> starts =
        Arbitraries.of(
            "tid1 SEND", "tid2 SEND", "tid1 REPORT", "tid1 200 OK", "tid3 200 \u00ff", "tid1 481");
    return Combinators.combine(starts, paths(), Arbitraries.of(LINES).list().ofMaxSize(4), bodies())
        .as(RepeatedHeadsTest::frame)
        .list()
        .ofMinSize(2)
        .ofMaxSize(8);
  }

  private static Arbitrary<String> paths() {
    return Arbitraries.of(
        Wire.PATHS,
        Wire.PATHS,
        Wire.PATHS,
        Wire.PATHS.replace("bob", "bobby"),
        Wire.PATHS.replace("iau39", "iau40"),
        Wire.PATHS.replace(";tcp", ""),
        "From-Path: " + Wire.ALICE + "\r\nTo-Path: " + Wire.BOB + "\r\n",
        "To-Path: " + Wire.BOB + "\r\n");
  }

  /** A body with its Content-Type, or neither, or one of them. */
  private static Arbitrary<String> bodies() {
    return Arbitraries.of(
        "",
        "Content-Type: text/plain\r\n\r\nhi\r\n",
        "Content-Type: text/html\r\n\r\n\r\n",
        "Content-Type: text/plain\r\n",
        "\r\nhi\r\n");
  }

  private static String frame(String start, String paths, List<String> lines, String body) {
    StringBuilder frame = new StringBuilder("MSRP ").append(start).append("\r\n").append(paths);
    lines.forEach(line -> frame.append(line).append("\r\n"));
    return frame.append(body).append("-------").append(start, 0, 4).append("$\r\n").toString();
  }

  private static List<String> withoutOffsetsAndIdle(List<String> trace) {
    return trace.stream()
        .filter(line -> !line.equals("idle"))
        .map(line -> line.replaceAll(" at octet \\d+", ""))
        .toList();
  }
}
