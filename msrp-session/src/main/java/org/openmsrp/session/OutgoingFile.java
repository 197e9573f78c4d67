// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.header.ContentDisposition;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;

/**
 * A file ready to be sent, octet by octet from disk. Immutable; the file is opened when it is sent.
 *
 * @param content where the octets come from
 * @param size octets of the whole file
 * @param contentType what the file is
 * @param position where to begin, from 0: what the peer has already, when a transfer is resumed
 * @param messageId the Message-ID; a new one if empty. A resumed transfer keeps its id (RFC 4975
 *     §5.4)
 * @param reports which answers are asked for
 * @param headers further headers of every chunk, such as a Content-Disposition with the name
 */
public record OutgoingFile(
    Content content,
    long size,
    MediaType contentType,
    long position,
    Optional<String> messageId,
    ReportRequest reports,
    List<Header<?>> headers) {

  /** Opens the octets of a file; called once per transfer, on a pool thread. */
  @FunctionalInterface
  public interface Content {
    /**
     * Opens the content.
     *
     * @return a channel that the transfer closes; its position is set by the transfer
     * @throws IOException if it can't be opened
     */
    SeekableByteChannel open() throws IOException;
  }

  /**
   * Checks the ranges and copies the list.
   *
   * @param content where the octets come from
   * @param size octets, not negative
   * @param contentType what the file is
   * @param position 0 to {@code size}
   * @param messageId the Message-ID
   * @param reports which answers are asked for
   * @param headers further headers
   * @throws IllegalArgumentException if size or position is out of its range, or a header is one
   *     that a session writes itself
   */
  public OutgoingFile {
    requireNonNull(content, "content");
    requireNonNull(contentType, "contentType");
    requireNonNull(messageId, "messageId");
    requireNonNull(reports, "reports");
    headers = UserHeaders.copyOf(headers);
    if (size < 0 || position < 0 || position > size) {
      throw new IllegalArgumentException("position " + position + " of " + size + " octets");
    }
  }

  /**
   * A file of type {@code application/octet-stream} that carries its name.
   *
   * @param path the file
   * @return the file with success reports asked for
   * @throws IOException if its size can't be read
   */
  public static OutgoingFile of(Path path) throws IOException {
    Path name = path.getFileName();
    Header<?> disposition =
        Header.of(
            HeaderName.CONTENT_DISPOSITION,
            ContentDisposition.attachment(name == null ? "file" : name.toString()));
    return new OutgoingFile(
        () -> Files.newByteChannel(path),
        Files.size(path),
        MediaType.OCTET_STREAM,
        0,
        Optional.empty(),
        ReportRequest.CONFIRMED,
        List.of(disposition));
  }

  /**
   * The same file under another type.
   *
   * @param type what the file is
   * @return a copy
   */
  public OutgoingFile withContentType(MediaType type) {
    return new OutgoingFile(content, size, type, position, messageId, reports, headers);
  }

  /**
   * The same file from a position on.
   *
   * @param octets what the peer has already
   * @return a copy
   */
  public OutgoingFile withPosition(long octets) {
    return new OutgoingFile(content, size, contentType, octets, messageId, reports, headers);
  }

  /**
   * The same file, hashed while it is read for sending. A resumed transfer reads what it skips, so
   * that the hash is the whole file's.
   *
   * @param digest is reset when the transfer begins, and holds the whole file once the transfer's
   *     delivery is successful; nothing else may use it in between
   * @return a copy, for one transfer
   */
  public OutgoingFile hashedBy(MessageDigest digest) {
    requireNonNull(digest, "digest");
    Content hashed = () -> new HashingChannel(content.open(), digest);
    return new OutgoingFile(hashed, size, contentType, position, messageId, reports, headers);
  }

  /**
   * The same file with this id.
   *
   * @param id an {@code ident}
   * @return a copy
   */
  public OutgoingFile withMessageId(String id) {
    return new OutgoingFile(
        content, size, contentType, position, Optional.of(id), reports, headers);
  }

  /**
   * The same file with other reports.
   *
   * @param request which answers are asked for
   * @return a copy
   */
  public OutgoingFile withReports(ReportRequest request) {
    return new OutgoingFile(content, size, contentType, position, messageId, request, headers);
  }

  /**
   * The same file with other headers.
   *
   * @param more replaces the headers of this one
   * @return a copy
   */
  public OutgoingFile withHeaders(List<Header<?>> more) {
    return new OutgoingFile(content, size, contentType, position, messageId, reports, more);
  }
}
