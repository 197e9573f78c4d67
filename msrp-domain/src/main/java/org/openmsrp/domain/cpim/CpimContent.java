// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.header.ContentDisposition;
import org.openmsrp.domain.header.MediaType;

/**
 * What a CPIM message wraps (RFC 3862 §2.4): a MIME object of any type. Its octets are carried as
 * they are, so a {@code multipart/signed} keeps its signature, and a Content-Transfer-Encoding is
 * not undone. Immutable.
 */
public final class CpimContent {

  private final List<MimeHeader> headers;
  private final MediaType contentType;
  private final Optional<ContentDisposition> disposition;
  private final ByteBuffer body;

  /** The body is a view of octets that nobody changes. */
  CpimContent(
      List<MimeHeader> headers,
      MediaType contentType,
      Optional<ContentDisposition> disposition,
      ByteBuffer body) {
    this.headers = List.copyOf(headers);
    this.contentType = contentType;
    this.disposition = disposition;
    this.body = body;
  }

  /**
   * The MIME headers.
   *
   * @return in their order, an immutable list
   */
  public List<MimeHeader> headers() {
    return headers;
  }

  /**
   * The value of a MIME header.
   *
   * @param name without regard to case
   * @return the value, if it is there; of several the first
   */
  public Optional<String> header(String name) {
    return headers.stream().filter(h -> h.isCalled(name)).map(MimeHeader::value).findFirst();
  }

  /**
   * What the body is.
   *
   * @return the Content-Type
   */
  public MediaType contentType() {
    return contentType;
  }

  /**
   * The content's own identifier (RFC 2392).
   *
   * @return the Content-ID as it is written, if it is there
   */
  public Optional<String> contentId() {
    return header("Content-ID");
  }

  /**
   * What the receiver is to do with the body.
   *
   * @return the Content-Disposition, if it is there
   */
  public Optional<ContentDisposition> disposition() {
    return disposition;
  }

  /**
   * The body: all octets behind the MIME headers, whatever a Content-Length says.
   *
   * @return a new read-only view of the message's octets, at position 0
   */
  public ByteBuffer body() {
    return body.duplicate();
  }

  /**
   * The body as UTF-8 text; malformed sequences become replacement characters.
   *
   * @return the text
   */
  public String utf8() {
    return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
  }

  /** Says what and how long the body is; what it says is the user's. */
  @Override
  public String toString() {
    return body.remaining() + " octets of " + contentType;
  }
}
