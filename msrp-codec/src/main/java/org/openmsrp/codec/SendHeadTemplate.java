// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * Writes the heads of a session's SEND requests without making objects: what its heads share is
 * encoded once. Safe for use by several threads at once.
 *
 * <p>A head is the same octets as {@link ChunkEncoder#encodeStart} makes of the headers with the
 * chunk's Byte-Range.
 */
public final class SendHeadTemplate {

  /** A range-end or total that is not known and prints as {@code *} (RFC 4975 §7.1.1). */
  public static final long UNKNOWN = -1;

  private static final byte[] START = Ascii.octets("MSRP ");
  private static final byte[] LINE_END = Ascii.octets("\r\n");
  private static final byte[] MESSAGE_ID = Ascii.octets("Message-ID: ");
  private static final byte[] BYTE_RANGE = Ascii.octets("Byte-Range: ");
  private static final byte[] SUCCESS_REPORT = Ascii.octets("Success-Report: ");
  private static final byte[] FAILURE_REPORT = Ascii.octets("Failure-Report: ");

  private static final byte[] NOTHING = {};

  /** Generous room for names, numbers, identifiers and line ends. */
  private static final int FIXED_SIZE = 256;

  /** From the method to the line end of From-Path. */
  private final byte[] paths;

  /** The last Content-Type; threads that see different ones encode it themselves. */
  private @Nullable TypeLines type;

  /** A Content-Type, and its line with the blank line behind it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and not copied on purpose
  private record TypeLines(String text, byte[] octets) {}

  private SendHeadTemplate(byte[] paths) {
    this.paths = paths;
  }

  /**
   * A template for the requests of a session.
   *
   * @param toPath where they go
   * @param fromPath where they come from
   * @return the template
   */
  public static SendHeadTemplate of(MsrpPath toPath, MsrpPath fromPath) {
    return new SendHeadTemplate(
        new HeadOutput(256)
            .text(" SEND\r\n")
            .line("To-Path", toPath.toString())
            .line("From-Path", fromPath.toString())
            .toByteArray());
  }

  /**
   * How much room a head takes at most.
   *
   * @param headers the headers of the message
   * @return octets, somewhat more than are written
   */
  public int maxSize(MsrpHeaders headers) {
    return FIXED_SIZE + paths.length + typeLines(headers).length + maxSize(headers.others());
  }

  private static int maxSize(List<Header<?>> others) {
    int size = 0;
    for (int i = 0; i < others.size(); i++) {
      Header<?> other = others.get(i);
      size += Ascii.maxSize(other.name().toString()) + Ascii.maxSize(other.encoded()) + 4;
    }
    return size;
  }

  /**
   * Writes the head of a chunk, with the blank line if the headers have a Content-Type and so the
   * chunk a body.
   *
   * @param transactionId an {@code ident}
   * @param headers the headers of the message; a Byte-Range among them is left out
   * @param start the position of the chunk's first octet in the message, from 1
   * @param end the position of its last octet; {@code start - 1} if it has none, {@link #UNKNOWN}
   *     if it may be interrupted
   * @param total octets of the message, or {@link #UNKNOWN}
   * @param out where to; has at least {@link #maxSize} octets of room
   * @throws BufferOverflowException if there is less room; nothing is written
   * @throws MsrpSyntaxException if the transaction id is malformed or a position is below 0;
   *     nothing is written
   */
  public void write(
      String transactionId, MsrpHeaders headers, long start, long end, long total, ByteBuffer out) {
    Texts.requireIdent(transactionId, "transaction id");
    if (start < 1 || end < UNKNOWN || total < UNKNOWN) {
      throw new MsrpSyntaxException("a position can't be negative", "RFC 4975 §7.1.1");
    }
    int room = maxSize(headers);
    if (out.remaining() < room) {
      throw new BufferOverflowException();
    }
    BlockPool.Block copied = out.hasArray() ? null : BlockPool.take(room);
    byte[] a = copied == null ? out.array() : copied.octets();
    int from = copied == null ? out.arrayOffset() + out.position() : 0;
    int size = put(transactionId, headers, start, end, total, a, from) - from;
    if (copied == null) {
      out.position(out.position() + size);
    } else {
      out.put(a, 0, size);
      BlockPool.give(copied);
    }
  }

  private int put(
      String transactionId,
      MsrpHeaders headers,
      long start,
      long end,
      long total,
      byte[] a,
      int from) {
    int at = Ascii.put(START, a, from);
    at = Ascii.put(transactionId, a, at);
    at = Ascii.put(paths, a, at);
    at = putIdAndReports(headers, a, at);
    at = putRange(start, end, total, a, at);
    at = putOthers(headers.others(), a, at);
    return Ascii.put(typeLines(headers), a, at);
  }

  private static int putIdAndReports(MsrpHeaders headers, byte[] a, int from) {
    int at = from;
    Optional<String> id = headers.messageId();
    if (id.isPresent()) {
      at = putLine(MESSAGE_ID, id.get(), a, at);
    }
    Optional<SuccessReport> success = headers.value(HeaderName.SUCCESS_REPORT);
    if (success.isPresent()) {
      at = putLine(SUCCESS_REPORT, success.get().toString(), a, at);
    }
    Optional<FailureReport> failure = headers.value(HeaderName.FAILURE_REPORT);
    if (failure.isPresent()) {
      at = putLine(FAILURE_REPORT, failure.get().toString(), a, at);
    }
    return at;
  }

  private static int putRange(long start, long end, long total, byte[] a, int from) {
    int at = Ascii.put(BYTE_RANGE, a, from);
    at = Ascii.put(start, a, at);
    at = Ascii.put('-', a, at);
    at = putPosition(end, a, at);
    at = Ascii.put('/', a, at);
    at = putPosition(total, a, at);
    return Ascii.put(LINE_END, a, at);
  }

  private static int putPosition(long position, byte[] a, int at) {
    return position == UNKNOWN ? Ascii.put('*', a, at) : Ascii.put(position, a, at);
  }

  /** MIME headers go behind the others (RFC 4975 §9). */
  private static int putOthers(List<Header<?>> others, byte[] a, int at) {
    return others.isEmpty() ? at : putOthers(others, true, a, putOthers(others, false, a, at));
  }

  private static int putOthers(List<Header<?>> others, boolean mime, byte[] a, int from) {
    int at = from;
    for (int i = 0; i < others.size(); i++) {
      Header<?> other = others.get(i);
      if (other.name().mime() == mime) {
        at = Ascii.putUtf8(other.name() + ": " + other.encoded() + "\r\n", a, at);
      }
    }
    return at;
  }

  private byte[] typeLines(MsrpHeaders headers) {
    Optional<MediaType> wanted = headers.contentType();
    if (wanted.isEmpty()) {
      return NOTHING;
    }
    String text = wanted.get().toString();
    TypeLines last = type;
    if (last == null || !last.text().equals(text)) {
      last = new TypeLines(text, encoded(text));
      type = last;
    }
    return last.octets();
  }

  private static byte[] encoded(String type) {
    return new HeadOutput(64).line("Content-Type", type).lineEnd().toByteArray();
  }

  private static int putLine(byte[] name, String ascii, byte[] a, int from) {
    int at = Ascii.put(name, a, from);
    at = Ascii.put(ascii, a, at);
    return Ascii.put(LINE_END, a, at);
  }
}
