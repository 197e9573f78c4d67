// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** Reads along what one engine hears and says on one connection. */
final class WireTap {

  /** What looks like the beginning of an end-line is told with the next write. */
  private static final int HELD_BACK = 64;

  private final Ledger ledger;
  private final Heard heard = new Heard();
  private final Said said = new Said();
  private final ChunkDecoder hearing = new ChunkDecoder(DecoderLimits.DEFAULT);
  private final ChunkDecoder saying = new ChunkDecoder(DecoderLimits.DEFAULT);
  private final Map<String, Letter> transactions = new HashMap<>();
  private final Map<String, Integer> answers = new HashMap<>();
  private final Map<String, Letter> ending = new HashMap<>();
  private int longWrites;
  private int shortBegun;
  private int longInThisWrite;
  private boolean deaf;

  WireTap(Ledger ledger) {
    this.ledger = ledger;
  }

  /** How many writes carried octets of a long message, the one in flight included. */
  int longWrites() {
    return longWrites;
  }

  /** How many short messages were begun. */
  int shortBegun() {
    return shortBegun;
  }

  /** Reads what came; how many frames began or ended in it. */
  int hear(ByteBuffer octets) {
    int before = heard.frames;
    if (!deaf) {
      try {
        hearing.decode(octets, heard);
      } catch (MsrpSyntaxException e) {
        deaf = true;
      }
    }
    return heard.frames - before;
  }

  void say(ByteBuffer[] parts) {
    longInThisWrite = 0;
    for (ByteBuffer part : parts) {
      saying.decode(part.duplicate(), said);
    }
  }

  void written() {
    ending.forEach((transaction, letter) -> letter.written(transaction, ledger.now()));
    ending.clear();
  }

  private @Nullable Letter letter(RequestHead head) {
    return head.headers().contentType().isPresent() || head.method().equals(MsrpMethod.REPORT)
        ? ledger.byMessageId(head.headers().messageId().orElse(""))
        : null;
  }

  private static long start(RequestHead head) {
    return head.headers().byteRange().map(range -> range.start() - 1).orElse(0L);
  }

  private final class Heard implements ChunkSink {
    private @Nullable Letter current;
    private long position;
    private int frames;

    @Override
    public void onRequest(RequestHead head) {
      frames++;
      current = null;
      Letter letter = letter(head);
      if (letter == null) {
        return;
      }
      if (head.method().equals(MsrpMethod.SEND)) {
        current = letter;
        position = start(head);
        letter.chunksAtEngine++;
      } else {
        int code = head.headers().status().map(ReportStatus::status).orElseThrow().code();
        if (code == 200) {
          letter.successReports++;
        } else {
          letter.refusals.add(code);
        }
      }
    }

    @Override
    public void onResponse(ResponseHead head) {
      frames++;
      Letter letter = transactions.get(head.transactionId());
      if (letter != null) {
        ending.remove(head.transactionId());
        letter.answered(head.transactionId(), ledger.now());
      }
      if (letter != null && head.status().code() != 200) {
        letter.refusals.add(head.status().code());
      }
    }

    @Override
    public void onBody(ByteBuffer octets) {
      if (current != null) {
        current.atEngine.add(position, octets.remaining());
        position += octets.remaining();
      }
    }

    @Override
    public void onEnd(ContinuationFlag flag) {
      current = null;
    }

    @Override
    public void onMalformed(MalformedChunk chunk) {}
  }

  private final class Said implements ChunkSink {
    private @Nullable Letter current;
    private String transaction = "";

    @Override
    public void onRequest(RequestHead head) {
      current = null;
      transaction = head.transactionId();
      ledger.speaks(head.fromPath().first(), WireTap.this);
      Letter letter = letter(head);
      if (letter != null && head.method().equals(MsrpMethod.SEND)) {
        transactions.put(head.transactionId(), letter);
        current = letter;
        ledger.begins(letter, WireTap.this);
        shortBegun += letter.isShort() ? 1 : 0;
      }
    }

    @Override
    public void onResponse(ResponseHead head) {
      ledger.speaks(head.fromPath().first(), WireTap.this);
      int times = answers.merge(head.transactionId(), 1, Integer::sum);
      if (times > 1) {
        ledger.wrong("answer " + times + " to one request: " + head.status());
      }
    }

    @Override
    public void onBody(ByteBuffer octets) {
      if (current != null && !current.isShort()) {
        int before = longInThisWrite;
        longInThisWrite += octets.remaining();
        longWrites += before <= HELD_BACK && longInThisWrite > HELD_BACK ? 1 : 0;
      }
    }

    @Override
    public void onEnd(ContinuationFlag flag) {
      if (current != null) {
        ending.put(transaction, current);
      }
      current = null;
    }

    @Override
    public void onMalformed(MalformedChunk chunk) {
      ledger.wrong("the stack writes something malformed: " + chunk.error().getMessage());
    }
  }
}
