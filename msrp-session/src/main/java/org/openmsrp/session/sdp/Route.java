// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

/** What follows from the addresses of an offer and its answer (RFC 6714 §4). */
public enum Route {
  /** The path says where to connect, as without middleboxes (RFC 4975 §8.1). */
  PATH,
  /** The connection goes to the address of c- and m-line; the paths stay what they are. */
  MIDDLEBOX,
  /**
   * A middlebox is in between that needs a new offer, without {@code msrp-cema} (RFC 6714 §4.2).
   */
  NEW_OFFER
}
