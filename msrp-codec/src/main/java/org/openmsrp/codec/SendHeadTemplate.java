// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
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
 * Writes the heads of a session's SEND requests without making objects. What a session's heads
 * share is encoded once. Immutable, safe for use by several threads at once.
 *
 * <p>A head is the same octets as {@link ChunkEncoder#encodeStart} makes of the headers with the
 * chunk's Byte-Range.
 */
public final class SendHeadTemplate {

  /** A range-end or total that is not known and prints as {@code *} (RFC 4975 §7.1.1). */
  public static final long UNKNOWN = -1;

  private static final byte[] START = Ascii.octets("MSRP ");
  private static final byte[] LINE_END = Ascii.octets("\r\n");
  private static final byte[] NAME_END = Ascii.octets(": ");
  private static final byte[] MESSAGE_ID = Ascii.octets("Message-ID: ");
  private static final byte[] BYTE_RANGE = Ascii.octets("Byte-Range: ");
  private static final byte[] CONTENT_TYPE = Ascii.octets("Content-Type: ");
  private static final byte[] SUCCESS_REPORT = Ascii.octets("Success-Report: ");
  private static final byte[] FAILURE_REPORT = Ascii.octets("Failure-Report: ");

  /** Generous room for names, numbers, identifiers and line ends. */
  private static final int FIXED_SIZE = 256;

  /** From the method to the line end of From-Path. */
  private final byte[] paths;

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
    int size = FIXED_SIZE + paths.length;
    Optional<MediaType> type = headers.contentType();
    if (type.isPresent()) {
      size += Ascii.maxSize(type.get().toString());
    }
    List<Header<?>> others = headers.others();
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
    if (out.remaining() < maxSize(headers)) {
      throw new BufferOverflowException();
    }
    out.put(START);
    Ascii.put(transactionId, out);
    out.put(paths);
    putIdAndReports(headers, out);
    putRange(start, end, total, out);
    putOthers(headers.others(), out);
    putContentType(headers, out);
  }

  private static void putIdAndReports(MsrpHeaders headers, ByteBuffer out) {
    Optional<String> id = headers.messageId();
    if (id.isPresent()) {
      putLine(MESSAGE_ID, id.get(), out);
    }
    Optional<SuccessReport> success = headers.value(HeaderName.SUCCESS_REPORT);
    if (success.isPresent()) {
      putLine(SUCCESS_REPORT, success.get().toString(), out);
    }
    Optional<FailureReport> failure = headers.value(HeaderName.FAILURE_REPORT);
    if (failure.isPresent()) {
      putLine(FAILURE_REPORT, failure.get().toString(), out);
    }
  }

  private static void putRange(long start, long end, long total, ByteBuffer out) {
    out.put(BYTE_RANGE);
    Ascii.put(start, out);
    out.put((byte) '-');
    putPosition(end, out);
    out.put((byte) '/');
    putPosition(total, out);
    out.put(LINE_END);
  }

  private static void putPosition(long position, ByteBuffer out) {
    if (position == UNKNOWN) {
      out.put((byte) '*');
    } else {
      Ascii.put(position, out);
    }
  }

  /** MIME headers go behind the others (RFC 4975 §9). */
  private static void putOthers(List<Header<?>> others, ByteBuffer out) {
    if (!others.isEmpty()) {
      putOthers(others, false, out);
      putOthers(others, true, out);
    }
  }

  private static void putOthers(List<Header<?>> others, boolean mime, ByteBuffer out) {
    for (int i = 0; i < others.size(); i++) {
      Header<?> other = others.get(i);
      if (other.name().mime() == mime) {
        Ascii.putUtf8(other.name().toString(), out);
        out.put(NAME_END);
        Ascii.putUtf8(other.encoded(), out);
        out.put(LINE_END);
      }
    }
  }

  private static void putContentType(MsrpHeaders headers, ByteBuffer out) {
    Optional<MediaType> type = headers.contentType();
    if (type.isPresent()) {
      out.put(CONTENT_TYPE);
      Ascii.putUtf8(type.get().toString(), out);
      out.put(LINE_END).put(LINE_END);
    }
  }

  private static void putLine(byte[] name, String value, ByteBuffer out) {
    out.put(name);
    Ascii.put(value, out);
    out.put(LINE_END);
  }
}
