// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * The headers behind To-Path and From-Path. Immutable.
 *
 * <p>Headers that every SEND carries are kept decoded, the others in the order in which they came.
 * Printed, they stand in the order Message-ID, Success-Report, Failure-Report, Byte-Range, others
 * (Status among them), MIME headers, Content-Type, which is the order of the RFC's examples: some
 * peers close the connection on another one.
 */
public final class MsrpHeaders {

  /** No headers. */
  public static final MsrpHeaders NONE = builder().build();

  private final @Nullable String messageId;
  private final @Nullable SuccessReport successReport;
  private final @Nullable FailureReport failureReport;
  private final @Nullable ByteRange byteRange;
  private final @Nullable MediaType contentType;
  private final List<Header<?>> others;

  MsrpHeaders(MsrpHeadersBuilder builder) {
    messageId = builder.messageId;
    successReport = builder.successReport;
    failureReport = builder.failureReport;
    byteRange = builder.byteRange;
    contentType = builder.contentType;
    others = builder.others.isEmpty() ? List.of() : List.copyOf(builder.others);
  }

  /**
   * Builds headers.
   *
   * @return an empty builder
   */
  public static MsrpHeadersBuilder builder() {
    return new MsrpHeadersBuilder();
  }

  /**
   * A builder that starts from these headers.
   *
   * @return a builder with every header set as here
   */
  public MsrpHeadersBuilder toBuilder() {
    MsrpHeadersBuilder builder = builder();
    builder.messageId = messageId;
    builder.successReport = successReport;
    builder.failureReport = failureReport;
    builder.byteRange = byteRange;
    builder.contentType = contentType;
    builder.others = new ArrayList<>(others);
    return builder;
  }

  /**
   * The message's id (RFC 4975 §7.1.1).
   *
   * @return an {@code ident}, if there is one
   */
  public Optional<String> messageId() {
    return Optional.ofNullable(messageId);
  }

  /**
   * Whether success reports are asked for.
   *
   * @return {@link SuccessReport#NO} if nothing is said (RFC 4975 §7.1.1)
   */
  public SuccessReport successReport() {
    return successReport == null ? SuccessReport.NO : successReport;
  }

  /**
   * Which answers are asked for.
   *
   * @return {@link FailureReport#YES} if nothing is said (RFC 4975 §7.1.1)
   */
  public FailureReport failureReport() {
    return failureReport == null ? FailureReport.YES : failureReport;
  }

  /**
   * Which octets the chunk carries.
   *
   * @return the range, if there is one
   */
  public Optional<ByteRange> byteRange() {
    return Optional.ofNullable(byteRange);
  }

  /**
   * What the body is.
   *
   * @return the type; empty if there is no body
   */
  public Optional<MediaType> contentType() {
    return Optional.ofNullable(contentType);
  }

  /**
   * What a REPORT says.
   *
   * @return the status, if there is one
   */
  public Optional<ReportStatus> status() {
    return value(HeaderName.STATUS);
  }

  /**
   * The value of a header; of several with the same name, the first.
   *
   * @param name which header
   * @param <T> the type of its value
   * @return the value, if the header is there
   */
  @SuppressWarnings("unchecked") // a header of an equal name has the name's type
  public <T> Optional<T> value(HeaderName<T> name) {
    if (isCommon(name)) {
      return Optional.ofNullable((T) common(name));
    }
    for (Header<?> header : others) {
      if (header.name().equals(name)) {
        return Optional.of((T) header.value());
      }
    }
    return Optional.empty();
  }

  /**
   * The values of all headers of a name, for those that may occur several times.
   *
   * @param name which header
   * @param <T> the type of its value
   * @return the values in their order
   */
  @SuppressWarnings("unchecked") // a header of an equal name has the name's type
  public <T> List<T> values(HeaderName<T> name) {
    if (isCommon(name)) {
      return value(name).map(List::of).orElse(List.of());
    }
    List<T> values = new ArrayList<>();
    for (Header<?> header : others) {
      if (header.name().equals(name)) {
        values.add((T) header.value());
      }
    }
    return values;
  }

  /**
   * All headers in the order of printing.
   *
   * @return a new list
   */
  public List<Header<?>> all() {
    List<Header<?>> all = new ArrayList<>(others.size() + 5);
    add(all, HeaderName.MESSAGE_ID, messageId);
    add(all, HeaderName.SUCCESS_REPORT, successReport);
    add(all, HeaderName.FAILURE_REPORT, failureReport);
    add(all, HeaderName.BYTE_RANGE, byteRange);
    others.stream().filter(header -> !header.name().mime()).forEach(all::add);
    others.stream().filter(header -> header.name().mime()).forEach(all::add);
    add(all, HeaderName.CONTENT_TYPE, contentType);
    return all;
  }

  /**
   * The headers that have no accessor of their own here, in the order in which they came.
   *
   * @return an immutable list
   */
  public List<Header<?>> others() {
    return others;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof MsrpHeaders headers && all().equals(headers.all()));
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  /** The headers as lines; credentials are left out. */
  @Override
  public String toString() {
    return all().toString();
  }

  static boolean isCommon(HeaderName<?> name) {
    return name.equals(HeaderName.MESSAGE_ID)
        || name.equals(HeaderName.SUCCESS_REPORT)
        || name.equals(HeaderName.FAILURE_REPORT)
        || name.equals(HeaderName.BYTE_RANGE)
        || name.equals(HeaderName.CONTENT_TYPE);
  }

  static void refusePath(HeaderName<?> name) {
    if (name.equals(HeaderName.TO_PATH) || name.equals(HeaderName.FROM_PATH)) {
      throw new MsrpSyntaxException(name + " may stand only once, in its place", "RFC 4975 §9");
    }
  }

  private @Nullable Object common(HeaderName<?> name) {
    if (name.equals(HeaderName.MESSAGE_ID)) {
      return messageId;
    }
    if (name.equals(HeaderName.SUCCESS_REPORT)) {
      return successReport;
    }
    if (name.equals(HeaderName.FAILURE_REPORT)) {
      return failureReport;
    }
    return name.equals(HeaderName.BYTE_RANGE) ? byteRange : contentType;
  }

  private static <T> void add(List<Header<?>> all, HeaderName<T> name, @Nullable T value) {
    if (value != null) {
      all.add(Header.of(name, value));
    }
  }
}
