// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/** Builds {@link MsrpHeaders}. Not safe for use by several threads at once. */
public final class MsrpHeadersBuilder {

  @Nullable String messageId;
  @Nullable SuccessReport successReport;
  @Nullable FailureReport failureReport;
  @Nullable ByteRange byteRange;
  @Nullable MediaType contentType;
  List<Header<?>> others = List.of();

  MsrpHeadersBuilder() {}

  /**
   * Sets a header; replaces those of the same name.
   *
   * @param name which header; not To-Path or From-Path, which a head keeps by itself
   * @param value its value
   * @param <T> the type of its value
   * @return this builder
   * @throws MsrpSyntaxException if the value's text is not legal for this header
   */
  public <T> MsrpHeadersBuilder set(HeaderName<T> name, T value) {
    MsrpHeaders.refusePath(name);
    if (MsrpHeaders.isCommon(name)) {
      setCommon(name, requireNonNull(value, "value"));
    } else {
      Header<T> header = Header.of(name, value);
      remove(name);
      mutableOthers().add(header);
    }
    return this;
  }

  /**
   * Adds a header behind those of the same name.
   *
   * @param header not To-Path or From-Path, which a head keeps by itself
   * @return this builder
   * @throws MsrpSyntaxException if the header may occur only once and is there already
   */
  public MsrpHeadersBuilder add(Header<?> header) {
    HeaderName<?> name = header.name();
    MsrpHeaders.refusePath(name);
    refuseSecond(name);
    if (MsrpHeaders.isCommon(name)) {
      setCommon(name, header.value());
    } else {
      mutableOthers().add(header);
    }
    return this;
  }

  private void refuseSecond(HeaderName<?> name) {
    if (isUnique(name) && isSet(name)) {
      throw new MsrpSyntaxException(name + " stands twice", "RFC 4975 §9");
    }
  }

  /**
   * Removes the headers of a name.
   *
   * @param name which header
   * @return this builder
   */
  public MsrpHeadersBuilder remove(HeaderName<?> name) {
    if (name.equals(HeaderName.MESSAGE_ID)) {
      messageId = null;
    } else if (name.equals(HeaderName.SUCCESS_REPORT)) {
      successReport = null;
    } else if (name.equals(HeaderName.FAILURE_REPORT)) {
      failureReport = null;
    } else if (name.equals(HeaderName.BYTE_RANGE)) {
      byteRange = null;
    } else if (name.equals(HeaderName.CONTENT_TYPE)) {
      contentType = null;
    } else if (!others.isEmpty()) {
      mutableOthers().removeIf(header -> header.name().equals(name));
    }
    return this;
  }

  /**
   * Removes all headers, so that a decoder needs only one builder.
   *
   * @return this builder
   */
  public MsrpHeadersBuilder clear() {
    messageId = null;
    successReport = null;
    failureReport = null;
    byteRange = null;
    contentType = null;
    others = List.of();
    return this;
  }

  /**
   * Removes the headers that {@link MsrpHeaders} has no accessor for, so that a decoder can keep
   * the values of those that nearly every head repeats.
   *
   * @return this builder
   */
  public MsrpHeadersBuilder clearOthers() {
    others = List.of();
    return this;
  }

  /**
   * Builds the headers.
   *
   * @return immutable headers
   */
  public MsrpHeaders build() {
    return new MsrpHeaders(this);
  }

  private void setCommon(HeaderName<?> name, Object value) {
    if (name.equals(HeaderName.MESSAGE_ID)) {
      messageId = Texts.requireIdent((String) value, "Message-ID");
    } else if (name.equals(HeaderName.SUCCESS_REPORT)) {
      successReport = (SuccessReport) value;
    } else if (name.equals(HeaderName.FAILURE_REPORT)) {
      failureReport = (FailureReport) value;
    } else if (name.equals(HeaderName.BYTE_RANGE)) {
      byteRange = (ByteRange) value;
    } else {
      contentType = (MediaType) value;
    }
  }

  private boolean isSet(HeaderName<?> name) {
    if (name.equals(HeaderName.MESSAGE_ID)) {
      return messageId != null;
    }
    if (name.equals(HeaderName.SUCCESS_REPORT)) {
      return successReport != null;
    }
    if (name.equals(HeaderName.FAILURE_REPORT)) {
      return failureReport != null;
    }
    if (name.equals(HeaderName.BYTE_RANGE)) {
      return byteRange != null;
    }
    if (name.equals(HeaderName.CONTENT_TYPE)) {
      return contentType != null;
    }
    for (Header<?> header : others) {
      if (header.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnique(HeaderName<?> name) {
    return !name.equals(HeaderName.WWW_AUTHENTICATE)
        && !name.equals(HeaderName.AUTHORIZATION)
        && HeaderName.known().contains(name);
  }

  private List<Header<?>> mutableOthers() {
    if (!(others instanceof ArrayList)) {
      others = new ArrayList<>(others);
    }
    return others;
  }
}
