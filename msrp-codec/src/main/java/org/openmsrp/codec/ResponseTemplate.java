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
    if (out.remaining() < size(transactionId)) {
      throw new BufferOverflowException();
    }
    out.put(START);
    Ascii.put(transactionId, out);
    out.put(middle);
    Ascii.put(transactionId, out);
    out.put(END);
  }
}
