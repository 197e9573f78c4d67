// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * Writes responses of one status between two paths, end-line included: all but the transaction id
 * is encoded once, and a response costs no object. Immutable, safe for use by several threads at
 * once.
 */
public final class ResponseTemplate {

  private static final byte[] START = Ascii.octets("MSRP ");
  private static final byte[] END = Ascii.octets("$\r\n");

  /** From the status to the hyphens of the end-line. */
  private final byte[] middle;

  private ResponseTemplate(byte[] middle) {
    this.middle = middle;
  }

  /**
   * A template.
   *
   * @param status what became of the requests
   * @param toPath where the responses go (RFC 4975 §7.2)
   * @param fromPath where they come from
   * @return the template
   */
  public static ResponseTemplate of(MsrpStatus status, MsrpPath toPath, MsrpPath fromPath) {
    return new ResponseTemplate(
        new HeadOutput(256)
            .text(" ")
            .text(status.toString())
            .lineEnd()
            .line("To-Path", toPath.toString())
            .line("From-Path", fromPath.toString())
            .text("-------")
            .toByteArray());
  }

  /**
   * How much room a response takes.
   *
   * @param transactionId the request's transaction id
   * @return octets
   */
  public int size(String transactionId) {
    return START.length + middle.length + 2 * transactionId.length() + END.length;
  }

  /**
   * Writes a response.
   *
   * @param transactionId the request's transaction id
   * @param out where to
   * @throws BufferOverflowException if there is less room than {@link #size}; nothing is written
   * @throws MsrpSyntaxException if the transaction id is malformed; nothing is written
   */
  public void write(String transactionId, ByteBuffer out) {
    Texts.requireIdent(transactionId, "transaction id");
    int room = size(transactionId);
    if (out.remaining() < room) {
      throw new BufferOverflowException();
    }
    if (out.hasArray()) {
      put(transactionId, out.array(), out.arrayOffset() + out.position());
      out.position(out.position() + room);
    } else {
      putCopied(transactionId, room, out);
    }
  }

  private void putCopied(String transactionId, int size, ByteBuffer out) {
    BlockPool.Block block = BlockPool.take(size);
    put(transactionId, block.octets(), 0);
    out.put(block.octets(), 0, size);
    BlockPool.give(block);
  }

  private void put(String transactionId, byte[] a, int from) {
    int at = Ascii.put(START, a, from);
    at = Ascii.put(transactionId, a, at);
    at = Ascii.put(middle, a, at);
    at = Ascii.put(transactionId, a, at);
    Ascii.put(END, a, at);
  }
}
