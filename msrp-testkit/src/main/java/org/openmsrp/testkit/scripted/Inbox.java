// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkAssembler;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.MsrpChunk;

/** What came: as octets, and as chunks. Each view sees everything. */
final class Inbox {

  /** A test that gets more than this says nothing of it in words. */
  private static final int KEPT = 1 << 20;

  private static final int BODY = 64 << 20;
  private static final int SHOWN = 400;

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final ChunkAssembler assembler = new ChunkAssembler(BODY);
  private final ChunkDecoder decoder =
      new ChunkDecoder(DecoderLimits.DEFAULT.withHeadOctets(1 << 20));
  private final List<MsrpChunk> chunks = new ArrayList<>();
  private @Nullable MsrpSyntaxException malformed;
  private long count;
  private int looked;

  void add(byte[] source, int length) {
    count += length;
    if (octets.size() + length > KEPT) {
      octets.reset();
      looked = 0;
    }
    octets.write(source, 0, length);
    decode(ByteBuffer.wrap(source, 0, length));
  }

  private void decode(ByteBuffer more) {
    if (malformed != null) {
      return;
    }
    try {
      decoder.decode(more, assembler);
    } catch (MsrpSyntaxException e) {
      malformed = e;
    }
    for (Optional<MsrpChunk> one = assembler.poll(); one.isPresent(); one = assembler.poll()) {
      chunks.add(one.get());
    }
  }

  /** How many octets have come. */
  long count() {
    return count;
  }

  /** Why what came is no MSRP; null if it is, so far. */
  @Nullable MsrpSyntaxException malformed() {
    return malformed;
  }

  /** Takes the first chunk of this kind that no step has taken. */
  Optional<MsrpChunk> take(Predicate<MsrpChunk> wanted) {
    for (Iterator<MsrpChunk> each = chunks.iterator(); each.hasNext(); ) {
      MsrpChunk chunk = each.next();
      if (wanted.test(chunk)) {
        each.remove();
        return Optional.of(chunk);
      }
    }
    return Optional.empty();
  }

  /** The chunks that no step has taken. */
  List<MsrpChunk> untaken() {
    return List.copyOf(chunks);
  }

  /** Whether this text came behind what was found before. */
  boolean find(String text) {
    int at = octets.toString(ISO_8859_1).indexOf(text, looked);
    looked = at < 0 ? looked : at + text.length();
    return at >= 0;
  }

  /** The last octets in escapes. */
  String shown() {
    return count == 0 ? "nothing" : shown(octets.toByteArray());
  }

  static String shown(byte[] some) {
    int from = Math.max(0, some.length - SHOWN);
    StringBuilder text = new StringBuilder(from > 0 ? "… " : "");
    for (int i = from; i < some.length; i++) {
      show(text, some[i] & 0xff);
    }
    return text.toString();
  }

  private static void show(StringBuilder text, int octet) {
    switch (octet) {
      case '\r' -> text.append("\\r");
      case '\n' -> text.append("\\n");
      default -> {
        if (octet >= ' ' && octet <= '~') {
          text.append((char) octet);
        } else {
          text.append(String.format("\\x%02x", octet));
        }
      }
    }
  }
}
