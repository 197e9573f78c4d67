// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * A request as a chunk.
 *
 * @param head everything before the body
 * @param body the body; absent in a bodiless request, which differs from an empty one (RFC 4975
 *     §7.1)
 * @param flag the flag of the end-line
 */
public record MsrpRequest(RequestHead head, Optional<MsrpBody> body, ContinuationFlag flag)
    implements MsrpChunk {

  private static final int MAX_NON_SEND_BODY = 10_240;

  /**
   * Checks what RFC 4975 §7.1 says of bodies.
   *
   * @param head everything before the body
   * @param body the body
   * @param flag the flag of the end-line
   * @throws MsrpSyntaxException if a body has no Content-Type, or a MIME header no body; if a
   *     request other than SEND is interrupted or has a body above 10,240 octets
   */
  public MsrpRequest {
    requireNonNull(head, "head");
    requireNonNull(flag, "flag");
    if (body.isPresent() != head.headers().contentType().isPresent()) {
      throw new MsrpSyntaxException(
          "a request has a Content-Type exactly if it has a body", "RFC 4975 §7.1");
    }
    if (body.isEmpty() && head.headers().others().stream().anyMatch(h -> h.name().mime())) {
      throw new MsrpSyntaxException("a MIME header without a body", "RFC 4975 §7.1");
    }
    boolean send = head.method().equals(MsrpMethod.SEND);
    if (!send && flag != ContinuationFlag.COMPLETE) {
      throw new MsrpSyntaxException("only a SEND can be interrupted", "RFC 4975 §7.1");
    }
    if (!send && body.map(MsrpBody::size).orElse(0) > MAX_NON_SEND_BODY) {
      throw new MsrpSyntaxException(
          "the body of a request other than SEND has at most 10240 octets", "RFC 4975 §7.1");
    }
  }

  /**
   * Builds a request.
   *
   * @param method what is asked
   * @param transactionId an {@code ident}
   * @param toPath where it goes
   * @param fromPath where it comes from
   * @return a builder without headers and body
   */
  public static MsrpRequestBuilder builder(
      MsrpMethod method, String transactionId, MsrpPath toPath, MsrpPath fromPath) {
    return new MsrpRequestBuilder(method, transactionId, toPath, fromPath);
  }

  /**
   * A builder that starts from this request.
   *
   * @return a builder with everything set as here
   */
  public MsrpRequestBuilder toBuilder() {
    return new MsrpRequestBuilder(this);
  }

  /**
   * What is asked.
   *
   * @return the method
   */
  public MsrpMethod method() {
    return head.method();
  }

  @Override
  public int size() {
    return body.map(MsrpBody::size).orElse(0);
  }

  /**
   * Checks that the headers that the method needs are there. Their values need no check: a header
   * that can't be decoded can't be built.
   *
   * @throws MsrpSyntaxException if a SEND has no Message-ID, or a REPORT no Message-ID or Status or
   *     a report header of its own (RFC 4975 §7.1.1, §7.1.2), or a NICKNAME no Use-Nickname (RFC
   *     7701 §7.1)
   */
  public void verify() {
    switch (method().name()) {
      case "SEND" -> require(HeaderName.MESSAGE_ID, "RFC 4975 §7.1.1");
      case "REPORT" -> {
        require(HeaderName.MESSAGE_ID, "RFC 4975 §7.1.2");
        require(HeaderName.STATUS, "RFC 4975 §7.1.2");
        forbid(HeaderName.SUCCESS_REPORT, "RFC 4975 §7.1.2");
        forbid(HeaderName.FAILURE_REPORT, "RFC 4975 §7.1.2");
      }
      case "NICKNAME" -> {
        require(HeaderName.USE_NICKNAME, "RFC 7701 §7.1");
        forbid(HeaderName.SUCCESS_REPORT, "RFC 7701 §7.1");
        forbid(HeaderName.FAILURE_REPORT, "RFC 7701 §7.1");
      }
      default -> {}
    }
  }

  private void require(HeaderName<?> name, String rule) {
    if (headers().value(name).isEmpty()) {
      throw new MsrpSyntaxException(method() + " without " + name, rule);
    }
  }

  private void forbid(HeaderName<?> name, String rule) {
    if (headers().value(name).isPresent()) {
      throw new MsrpSyntaxException(method() + " must not have " + name, rule);
    }
  }
}
