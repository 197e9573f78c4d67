// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A status code with its comment (RFC 4975 §7.2 and §10, RFC 4976 §10, RFC 7701 §10.3).
 *
 * @param code 0 to 999; codes that are not registered count by their class
 * @param comment a text for people, empty if there is none; without control characters
 */
public record MsrpStatus(int code, String comment) {

  /** 200: success. */
  public static final MsrpStatus OK = new MsrpStatus(200, "OK");

  /** 400: the request was unintelligible. */
  public static final MsrpStatus BAD_REQUEST = new MsrpStatus(400, "Bad Request");

  /** 401: credentials are missing or wrong (RFC 4976 §10.3). */
  public static final MsrpStatus UNAUTHORIZED = new MsrpStatus(401, "Unauthorized");

  /** 403: the action is not allowed. */
  public static final MsrpStatus FORBIDDEN = new MsrpStatus(403, "Forbidden");

  /** 404: the recipient could not be found (RFC 7701 §10.3). */
  public static final MsrpStatus NOT_FOUND = new MsrpStatus(404, "Not Found");

  /** 408: no response came in time; never sent by an endpoint. */
  public static final MsrpStatus TIMEOUT = new MsrpStatus(408, "Request Timeout");

  /** 413: stop sending this message. */
  public static final MsrpStatus STOP_SENDING = new MsrpStatus(413, "Stop Sending Message");

  /** 415: the media type is not understood. */
  public static final MsrpStatus UNSUPPORTED_MEDIA_TYPE =
      new MsrpStatus(415, "Unsupported Media Type");

  /** 423: a parameter is out of bounds. */
  public static final MsrpStatus OUT_OF_BOUNDS = new MsrpStatus(423, "Interval Out of Bounds");

  /** 424: the nickname is malformed (RFC 7701 §10.3). */
  public static final MsrpStatus MALFORMED_NICKNAME = new MsrpStatus(424, "Malformed nickname");

  /** 425: the nickname is reserved or in use (RFC 7701 §10.3). */
  public static final MsrpStatus NICKNAME_IN_USE =
      new MsrpStatus(425, "Nickname reserved or already in use");

  /** 428: the recipient takes no private messages (RFC 7701 §10.3). */
  public static final MsrpStatus NO_PRIVATE_MESSAGES =
      new MsrpStatus(428, "Private messages not supported");

  /** 481: the session does not exist. */
  public static final MsrpStatus NO_SUCH_SESSION = new MsrpStatus(481, "Session Does Not Exist");

  /** 501: the method is not understood. */
  public static final MsrpStatus UNKNOWN_METHOD = new MsrpStatus(501, "Unknown Method");

  /** 506: the session is bound to another connection. */
  public static final MsrpStatus SESSION_IN_USE = new MsrpStatus(506, "Session Already In Use");

  /**
   * Checks the ranges.
   *
   * @param code 0 to 999
   * @param comment without control characters
   * @throws MsrpSyntaxException if one is out of its range
   */
  public MsrpStatus {
    if (code < 0 || code > 999) {
      throw new MsrpSyntaxException("a status code has three digits: " + code, "RFC 4975 §9");
    }
    Texts.requireUtf8Text(requireNonNull(comment, "comment"), "status comment");
  }

  /**
   * A status without a comment.
   *
   * @param code 0 to 999
   * @return the status
   */
  public static MsrpStatus of(int code) {
    return new MsrpStatus(code, "");
  }

  /**
   * Whether the code reports success.
   *
   * @return true for 200 to 299
   */
  public boolean success() {
    return code / 100 == 2;
  }

  /**
   * The status as it is printed.
   *
   * @return three digits, and the comment behind a space if there is one
   */
  @Override
  public String toString() {
    String digits = code >= 100 ? Integer.toString(code) : String.format(Locale.ROOT, "%03d", code);
    return comment.isEmpty() ? digits : digits + " " + comment;
  }
}
