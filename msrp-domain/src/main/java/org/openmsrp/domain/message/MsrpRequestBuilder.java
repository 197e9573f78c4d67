// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.MsrpHeadersBuilder;
import org.openmsrp.domain.uri.MsrpPath;

/** Builds {@link MsrpRequest}s. Not safe for use by several threads at once. */
public final class MsrpRequestBuilder {

  private final MsrpMethod method;
  private String transactionId;
  private MsrpPath toPath;
  private MsrpPath fromPath;
  private final MsrpHeadersBuilder headers;
  private Optional<MsrpBody> body = Optional.empty();
  private ContinuationFlag flag = ContinuationFlag.COMPLETE;

  MsrpRequestBuilder(MsrpMethod method, String transactionId, MsrpPath toPath, MsrpPath fromPath) {
    this.method = requireNonNull(method, "method");
    this.transactionId = requireNonNull(transactionId, "transactionId");
    this.toPath = requireNonNull(toPath, "toPath");
    this.fromPath = requireNonNull(fromPath, "fromPath");
    this.headers = MsrpHeaders.builder();
  }

  MsrpRequestBuilder(MsrpRequest request) {
    this.method = request.method();
    this.transactionId = request.transactionId();
    this.toPath = request.toPath();
    this.fromPath = request.fromPath();
    this.headers = request.headers().toBuilder();
    this.body = request.body();
    this.flag = request.flag();
  }

  /**
   * Sets the transaction id.
   *
   * @param value an {@code ident}
   * @return this builder
   */
  public MsrpRequestBuilder transactionId(String value) {
    transactionId = requireNonNull(value, "transactionId");
    return this;
  }

  /**
   * Sets the To-Path.
   *
   * @param value where it goes
   * @return this builder
   */
  public MsrpRequestBuilder toPath(MsrpPath value) {
    toPath = requireNonNull(value, "toPath");
    return this;
  }

  /**
   * Sets the From-Path.
   *
   * @param value where it comes from
   * @return this builder
   */
  public MsrpRequestBuilder fromPath(MsrpPath value) {
    fromPath = requireNonNull(value, "fromPath");
    return this;
  }

  /**
   * Sets a header; replaces one of the same name.
   *
   * @param name which header
   * @param value its value
   * @param <T> the type of its value
   * @return this builder
   */
  public <T> MsrpRequestBuilder header(HeaderName<T> name, T value) {
    headers.set(name, value);
    return this;
  }

  /**
   * Adds a header behind those of the same name.
   *
   * @param header the header
   * @return this builder
   */
  public MsrpRequestBuilder header(Header<?> header) {
    headers.add(header);
    return this;
  }

  /**
   * Sets body and Content-Type.
   *
   * @param type what the octets are
   * @param octets the octets
   * @return this builder
   */
  public MsrpRequestBuilder body(MediaType type, MsrpBody octets) {
    headers.set(HeaderName.CONTENT_TYPE, type);
    body = Optional.of(octets);
    return this;
  }

  /**
   * Removes body and Content-Type.
   *
   * @return this builder
   */
  public MsrpRequestBuilder noBody() {
    headers.remove(HeaderName.CONTENT_TYPE);
    body = Optional.empty();
    return this;
  }

  /**
   * Sets the flag of the end-line.
   *
   * @param value {@link ContinuationFlag#COMPLETE} if this is not called
   * @return this builder
   */
  public MsrpRequestBuilder flag(ContinuationFlag value) {
    flag = requireNonNull(value, "flag");
    return this;
  }

  /**
   * Builds the request.
   *
   * @return an immutable request
   * @throws MsrpSyntaxException as {@link MsrpRequest#MsrpRequest} says
   */
  public MsrpRequest build() {
    RequestHead head = new RequestHead(transactionId, method, toPath, fromPath, headers.build());
    return new MsrpRequest(head, body, flag);
  }
}
