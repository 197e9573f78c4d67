// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

/** Hears of a grant's renewals. Called on the stack's callback executor, one at a time. */
@FunctionalInterface
public interface RelayListener {

  /**
   * The relays granted a new path before the old one ends. The session goes on along the old path;
   * the new one is to be given to the peer by a new offer (RFC 4976 §9.4) and then {@link
   * RelayRenewal#apply applied}.
   *
   * @param renewal the new path
   */
  void onRenewed(RelayRenewal renewal);

  /**
   * The path could not be renewed and will end; messages then fail with 481. It is tried again as
   * long as it makes sense. Does nothing by default.
   *
   * @param cause what was tried and why it failed
   */
  default void onRenewalFailed(RelayException cause) {}
}
