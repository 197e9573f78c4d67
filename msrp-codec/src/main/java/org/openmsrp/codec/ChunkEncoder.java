// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.MsrpRequest;

/**
 * Encodes chunks, whole or as start, body and end, in the one form that the RFCs print: header
 * names in their case, To-Path and From-Path first, Content-Type last (RFC 4975 §7.1).
 *
 * <p>Every form comes twice: one makes a new buffer with an array, ready to be read; the other
 * writes at the position of the caller's buffer or, if it does not fit, throws {@link
 * java.nio.BufferOverflowException} and writes nothing. Safe for use by several threads at once.
 * The hot paths of a session have {@link SendHeadTemplate} and {@link ResponseTemplate}.
 */
public final class ChunkEncoder {

  private static final int TYPICAL_HEAD = 512;
  private static final int TYPICAL_END = 48;

  private ChunkEncoder() {}

  /**
   * Encodes a whole chunk.
   *
   * @param chunk a request or response
   * @return its octets
   * @throws MsrpSyntaxException if its body holds its end-line; another transaction id is needed
   *     (RFC 4975 §7.1)
   */
  public static ByteBuffer encode(MsrpChunk chunk) {
    return whole(chunk).toByteBuffer();
  }

  /**
   * Encodes a whole chunk into a buffer.
   *
   * @param chunk a request or response
   * @param out where to
   * @throws MsrpSyntaxException if its body holds its end-line; another transaction id is needed
   *     (RFC 4975 §7.1)
   */
  public static void encode(MsrpChunk chunk, ByteBuffer out) {
    whole(chunk).putInto(out);
  }

  /**
   * Encodes everything before the body, the blank line included; of a bodiless chunk everything
   * before the end-line.
   *
   * @param head a request with a Content-Type has a body, any other and a response has none
   * @return its octets
   */
  public static ByteBuffer encodeStart(MsrpHead head) {
    return new HeadOutput(TYPICAL_HEAD).head(head).toByteBuffer();
  }

  /**
   * Encodes everything before the body into a buffer; see {@link #encodeStart(MsrpHead)}.
   *
   * @param head a request with a Content-Type has a body, any other and a response has none
   * @param out where to
   */
  public static void encodeStart(MsrpHead head, ByteBuffer out) {
    new HeadOutput(TYPICAL_HEAD).head(head).putInto(out);
  }

  /**
   * Encodes the end of a chunk with a body, empty or not: CRLF and end-line.
   *
   * @param transactionId an {@code ident}
   * @param flag whether the message ends, goes on or is given up
   * @return its octets
   * @throws MsrpSyntaxException if the transaction id is malformed
   */
  public static ByteBuffer encodeEnd(String transactionId, ContinuationFlag flag) {
    return end(transactionId, flag, true).toByteBuffer();
  }

  /**
   * Encodes the end of a chunk with a body into a buffer: CRLF and end-line.
   *
   * @param transactionId an {@code ident}
   * @param flag whether the message ends, goes on or is given up
   * @param out where to
   * @throws MsrpSyntaxException if the transaction id is malformed
   */
  public static void encodeEnd(String transactionId, ContinuationFlag flag, ByteBuffer out) {
    end(transactionId, flag, true).putInto(out);
  }

  /**
   * Encodes the end of a chunk without a body: the end-line only (RFC 4975 §7.1).
   *
   * @param transactionId an {@code ident}
   * @param flag {@link ContinuationFlag#COMPLETE} but for a SEND
   * @return its octets
   * @throws MsrpSyntaxException if the transaction id is malformed
   */
  public static ByteBuffer encodeBodilessEnd(String transactionId, ContinuationFlag flag) {
    return end(transactionId, flag, false).toByteBuffer();
  }

  /**
   * Encodes the end of a chunk without a body into a buffer: the end-line only (RFC 4975 §7.1).
   *
   * @param transactionId an {@code ident}
   * @param flag {@link ContinuationFlag#COMPLETE} but for a SEND
   * @param out where to
   * @throws MsrpSyntaxException if the transaction id is malformed
   */
  public static void encodeBodilessEnd(
      String transactionId, ContinuationFlag flag, ByteBuffer out) {
    end(transactionId, flag, false).putInto(out);
  }

  /**
   * How many octets {@link #encodeEnd} makes.
   *
   * @param transactionId an {@code ident}
   * @return at most 44
   */
  public static int endSize(String transactionId) {
    return "\r\n-------$\r\n".length() + transactionId.length();
  }

  private static HeadOutput whole(MsrpChunk chunk) {
    Optional<MsrpBody> body =
        chunk instanceof MsrpRequest request ? request.body() : Optional.empty();
    HeadOutput out = new HeadOutput(TYPICAL_HEAD + chunk.size()).head(chunk.head());
    if (body.isPresent()) {
      refuseEndLine(body.get(), chunk.transactionId());
      out.octets(body.get().toByteArray()).lineEnd();
    }
    return out.endLine(chunk.transactionId(), chunk.flag());
  }

  private static void refuseEndLine(MsrpBody body, String transactionId) {
    if (new EndLineScanner(transactionId).scan(body.toByteBuffer()) >= 0) {
      throw new MsrpSyntaxException(
          "the body holds its own end-line: take another transaction id", "RFC 4975 §7.1");
    }
  }

  private static HeadOutput end(String transactionId, ContinuationFlag flag, boolean body) {
    Texts.requireIdent(transactionId, "transaction id");
    HeadOutput out = new HeadOutput(TYPICAL_END);
    if (body) {
      out.lineEnd();
    }
    return out.endLine(transactionId, flag);
  }
}
