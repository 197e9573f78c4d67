// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.arbitrary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.uri.MsrpPath;

/** Whole conversations. */
final class ConversationArbitraries {

  private ConversationArbitraries() {}

  /** Who says it, what, in chunks of which size, and whether a report comes back. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Line(boolean alice, byte[] octets, int chunk, boolean reported) {}

  static Arbitrary<List<MsrpChunk>> conversations() {
    Arbitrary<MsrpPath> end = MsrpArbitraries.uris().map(MsrpPath::of);
    return Combinators.combine(end, end, lines().list().ofMinSize(1).ofMaxSize(5))
        .as((alice, bob, lines) -> new Conversation(alice, bob).of(lines));
  }

  private static Arbitrary<Line> lines() {
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    Arbitrary<byte[]> texts =
        Arbitraries.bytes()
            .between((byte) ' ', (byte) '~')
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(100);
    return Combinators.combine(either, texts, Arbitraries.integers().between(20, 100), either)
        .as(Line::new);
  }

  private static final class Conversation {
    private final MsrpPath alice;
    private final MsrpPath bob;
    private final List<MsrpChunk> chunks = new ArrayList<>();

    Conversation(MsrpPath alice, MsrpPath bob) {
      this.alice = alice;
      this.bob = bob;
    }

    List<MsrpChunk> of(List<Line> lines) {
      for (int i = 0; i < lines.size(); i++) {
        message("message" + i, lines.get(i));
      }
      return List.copyOf(chunks);
    }

    private void message(String id, Line line) {
      byte[] octets = line.octets();
      for (int from = 0; from < octets.length; from += line.chunk()) {
        int to = Math.min(octets.length, from + line.chunk());
        MsrpRequest send = send(id, line, from, to);
        chunks.add(send);
        chunks.add(new MsrpResponse(send.head().respond(MsrpStatus.OK)));
      }
      if (line.reported()) {
        chunks.add(report(id, line));
      }
    }

    private MsrpRequest send(String id, Line line, int from, int to) {
      int total = line.octets().length;
      return MsrpRequest.builder(MsrpMethod.SEND, nextId(), to(line), from(line))
          .header(HeaderName.MESSAGE_ID, id)
          .header(HeaderName.BYTE_RANGE, ByteRange.of(from + 1, to, total))
          .header(HeaderName.SUCCESS_REPORT, line.reported() ? SuccessReport.YES : SuccessReport.NO)
          .body(MediaType.TEXT_PLAIN, MsrpBody.copyOf(Arrays.copyOfRange(line.octets(), from, to)))
          .flag(to < total ? ContinuationFlag.MORE : ContinuationFlag.COMPLETE)
          .build();
    }

    private MsrpRequest report(String id, Line line) {
      int total = line.octets().length;
      return MsrpRequest.builder(MsrpMethod.REPORT, nextId(), from(line), to(line))
          .header(HeaderName.MESSAGE_ID, id)
          .header(HeaderName.BYTE_RANGE, ByteRange.of(1, total, total))
          .header(HeaderName.STATUS, ReportStatus.parse("000 200 OK"))
          .build();
    }

    private String nextId() {
      return "transaction" + chunks.size();
    }

    private MsrpPath to(Line line) {
      return line.alice() ? bob : alice;
    }

    private MsrpPath from(Line line) {
      return line.alice() ? alice : bob;
    }
  }
}
