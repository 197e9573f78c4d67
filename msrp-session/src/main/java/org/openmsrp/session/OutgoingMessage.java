// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.cpim.CpimMessage;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;

/**
 * A message in memory, ready to be sent. Immutable. For files see {@link OutgoingFile}.
 *
 * @param contentType what the body is
 * @param body the octets
 * @param messageId the Message-ID; a new one if empty. A message that is sent again after a failure
 *     keeps its id (RFC 4975 §5.4)
 * @param reports which answers are asked for
 * @param headers further headers of every chunk
 */
public record OutgoingMessage(
    MediaType contentType,
    MsrpBody body,
    Optional<String> messageId,
    ReportRequest reports,
    List<Header<?>> headers) {

  /**
   * Checks that nothing is missing and copies the list.
   *
   * @param contentType what the body is
   * @param body the octets
   * @param messageId the Message-ID
   * @param reports which answers are asked for
   * @param headers further headers; none of those that a session writes itself
   * @throws IllegalArgumentException if a header is one that a session writes itself
   */
  public OutgoingMessage {
    requireNonNull(contentType, "contentType");
    requireNonNull(body, "body");
    requireNonNull(messageId, "messageId");
    requireNonNull(reports, "reports");
    headers = UserHeaders.copyOf(headers);
  }

  /**
   * A plain text.
   *
   * @param text any text, sent as UTF-8
   * @return a message of type {@code text/plain}
   */
  public static OutgoingMessage text(String text) {
    return of(MediaType.TEXT_PLAIN, MsrpBody.utf8(text));
  }

  /**
   * A message of any type.
   *
   * @param contentType what the body is
   * @param body the octets
   * @return the message, with default reports
   */
  public static OutgoingMessage of(MediaType contentType, MsrpBody body) {
    return new OutgoingMessage(
        contentType, body, Optional.empty(), ReportRequest.DEFAULT, List.of());
  }

  /**
   * A message in a CPIM wrapper. It is wrapped before it is cut into chunks (RFC 4975 §13).
   *
   * @param message who says what to whom
   * @return a message of type {@code message/cpim}, with default reports
   */
  public static OutgoingMessage cpim(CpimMessage message) {
    return of(MediaType.CPIM, message.encode());
  }

  /**
   * The same message with other reports.
   *
   * @param request which answers are asked for
   * @return a copy
   */
  public OutgoingMessage withReports(ReportRequest request) {
    return new OutgoingMessage(contentType, body, messageId, request, headers);
  }

  /**
   * The same message with this id.
   *
   * @param id an {@code ident}
   * @return a copy
   */
  public OutgoingMessage withMessageId(String id) {
    return new OutgoingMessage(contentType, body, Optional.of(id), reports, headers);
  }

  /**
   * The same message with one more header.
   *
   * @param header the header
   * @return a copy
   */
  public OutgoingMessage withHeader(Header<?> header) {
    List<Header<?>> more = new java.util.ArrayList<>(headers);
    more.add(header);
    return new OutgoingMessage(contentType, body, messageId, reports, more);
  }
}
