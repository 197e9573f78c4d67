// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * What a header, or a feature that a message demands, is called all over the world: a namespace and
 * a name in it (RFC 3862 §3.4). The prefix that stands for the namespace is a matter of one message
 * and no part of this. Upper and lower case differ.
 *
 * @param namespace an absolute URI
 * @param name visible ASCII without separators and dots
 */
public record CpimName(String namespace, String name) {

  /** The namespace of the headers of RFC 3862, and of names without a prefix unless told so. */
  public static final String CORE = "urn:ietf:params:cpim-headers:";

  /** The sender. */
  public static final CpimName FROM = core("From");

  /** A recipient. */
  public static final CpimName TO = core("To");

  /** A recipient of a copy; in small letters. */
  public static final CpimName CC = core("cc");

  /** When the message was sent. */
  public static final CpimName DATE_TIME = core("DateTime");

  /** What the message is about. */
  public static final CpimName SUBJECT = core("Subject");

  /** The declaration of a namespace. */
  public static final CpimName NS = core("NS");

  /** What the receiver must understand. */
  public static final CpimName REQUIRE = core("Require");

  /** Those that are understood here. */
  static final Set<CpimName> UNDERSTOOD = Set.of(FROM, TO, CC, DATE_TIME, SUBJECT, NS, REQUIRE);

  /**
   * Checks both parts.
   *
   * @param namespace an absolute URI
   * @param name visible ASCII without separators and dots
   * @throws MsrpSyntaxException if one is malformed
   */
  public CpimName {
    CpimText.requireUri(requireNonNull(namespace, "namespace"), "namespace");
    CpimText.requireName(requireNonNull(name, "name"), "header name");
  }

  /**
   * A name in the namespace of RFC 3862.
   *
   * @param name visible ASCII without separators and dots
   * @return the name
   * @throws MsrpSyntaxException if it is malformed
   */
  public static CpimName core(String name) {
    return new CpimName(CORE, name);
  }
}
