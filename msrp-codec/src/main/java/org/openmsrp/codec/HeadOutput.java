// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** Collects the octets of a head or an end-line. */
final class HeadOutput {

  private byte[] octets;
  private int length;

  HeadOutput(int expected) {
    octets = new byte[expected];
  }

  HeadOutput text(String text) {
    return octets(text.getBytes(StandardCharsets.UTF_8));
  }

  HeadOutput octets(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, octets, length, more.length);
    length += more.length;
    return this;
  }

  HeadOutput lineEnd() {
    return text("\r\n");
  }

  HeadOutput line(String name, String value) {
    return text(name).text(": ").text(value).lineEnd();
  }

  /** Start line, paths and headers, with the blank line if a body follows. */
  HeadOutput head(MsrpHead head) {
    text("MSRP ").text(head.transactionId()).text(" ").text(subject(head)).lineEnd();
    line("To-Path", head.toPath().toString());
    line("From-Path", head.fromPath().toString());
    headers(head.headers());
    return hasBody(head) ? lineEnd() : this;
  }

  private void headers(MsrpHeaders headers) {
    headers.all().forEach(this::header);
  }

  private void header(Header<?> header) {
    line(header.name().toString(), header.encoded());
  }

  HeadOutput endLine(String transactionId, ContinuationFlag flag) {
    text("-------").text(transactionId).text(String.valueOf(flag.symbol()));
    return lineEnd();
  }

  ByteBuffer toByteBuffer() {
    return ByteBuffer.wrap(octets, 0, length);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(octets, length);
  }

  /** Writes all or, if it does not fit, nothing. */
  void putInto(ByteBuffer out) {
    out.put(octets, 0, length);
  }

  static boolean hasBody(MsrpHead head) {
    return head instanceof RequestHead && head.headers().contentType().isPresent();
  }

  private static String subject(MsrpHead head) {
    return head instanceof ResponseHead response
        ? response.status().toString()
        : ((RequestHead) head).method().name();
  }

  private void ensure(int more) {
    if (length + more > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(length + more, 2 * octets.length));
    }
  }
}
