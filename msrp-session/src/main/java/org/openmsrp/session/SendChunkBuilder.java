// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpRequestBuilder;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * Makes SEND requests of a channel: fills in paths, ids, Byte-Range and flag as far as they are not
 * given. Not safe for use by several threads at once.
 */
public final class SendChunkBuilder {

  private final MsrpPath toPath;
  private final MsrpPath fromPath;
  private String transactionId;
  private String messageId;
  private Optional<MediaType> contentType = Optional.empty();
  private MsrpBody body = MsrpBody.EMPTY;
  private long start = 1;
  private OptionalLong end = OptionalLong.empty();
  private OptionalLong total = OptionalLong.empty();
  private Optional<ContinuationFlag> flag = Optional.empty();
  private final List<Header<?>> headers = new ArrayList<>();

  SendChunkBuilder(MsrpPath toPath, MsrpPath fromPath, IdentifierSource identifiers) {
    this.toPath = toPath;
    this.fromPath = fromPath;
    this.transactionId = identifiers.transactionId();
    this.messageId = identifiers.messageId();
  }

  /**
   * Sets the transaction id.
   *
   * @param value an {@code ident}; random if this is not called
   * @return this builder
   */
  public SendChunkBuilder transactionId(String value) {
    transactionId = requireNonNull(value, "transactionId");
    return this;
  }

  /**
   * Sets the Message-ID.
   *
   * @param value an {@code ident}; random if this is not called
   * @return this builder
   */
  public SendChunkBuilder messageId(String value) {
    messageId = requireNonNull(value, "messageId");
    return this;
  }

  /**
   * Sets the body.
   *
   * @param type what the octets are
   * @param octets this chunk's part of the message
   * @return this builder
   */
  public SendChunkBuilder body(MediaType type, MsrpBody octets) {
    contentType = Optional.of(type);
    body = requireNonNull(octets, "octets");
    return this;
  }

  /**
   * Sets the place of the first octet.
   *
   * @param position from 1; 1 if this is not called
   * @return this builder
   */
  public SendChunkBuilder start(long position) {
    start = position;
    return this;
  }

  /**
   * Sets the place of the last octet.
   *
   * @param position inclusive; what the body says if this is not called, {@code *} above 2048
   *     octets
   * @return this builder
   */
  public SendChunkBuilder end(long position) {
    end = OptionalLong.of(position);
    return this;
  }

  /**
   * Sets the size of the whole message.
   *
   * @param octets the size; if this is not called, the chunk counts as the last one
   * @return this builder
   */
  public SendChunkBuilder length(long octets) {
    total = OptionalLong.of(octets);
    return this;
  }

  /**
   * Sets the flag.
   *
   * @param value the flag; if this is not called, {@code $} for the last part of the message, else
   *     {@code +}
   * @return this builder
   */
  public SendChunkBuilder flag(ContinuationFlag value) {
    flag = Optional.of(value);
    return this;
  }

  /**
   * Adds a header.
   *
   * @param header the header
   * @return this builder
   */
  public SendChunkBuilder header(Header<?> header) {
    headers.add(requireNonNull(header, "header"));
    return this;
  }

  /**
   * Makes the request.
   *
   * @return an immutable SEND
   * @throws org.openmsrp.domain.MsrpSyntaxException if a value is malformed or the range
   *     contradicts itself
   */
  public MsrpRequest build() {
    long last = start + body.size() - 1;
    long size = total.orElse(last);
    MsrpRequestBuilder request =
        MsrpRequest.builder(MsrpMethod.SEND, transactionId, toPath, fromPath)
            .header(HeaderName.MESSAGE_ID, messageId)
            .header(
                HeaderName.BYTE_RANGE, ByteRange.of(start, rangeEnd(last), OptionalLong.of(size)))
            .flag(flag.orElse(last >= size ? ContinuationFlag.COMPLETE : ContinuationFlag.MORE));
    headers.forEach(request::header);
    contentType.ifPresent(type -> request.body(type, body));
    return request.build();
  }

  /** RFC 4975 §7.1.1: a chunk above 2048 octets must be interruptible. */
  private OptionalLong rangeEnd(long last) {
    if (end.isPresent()) {
      return end;
    }
    return body.size() > ChunkPolicy.INTERRUPTIBLE ? OptionalLong.empty() : OptionalLong.of(last);
  }
}
