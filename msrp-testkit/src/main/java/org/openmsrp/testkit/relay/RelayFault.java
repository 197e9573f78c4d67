// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

/** What an {@link EmbeddedRelay} can be told to do wrong. */
public enum RelayFault {
  /** AUTH for this relay is never answered. */
  SILENT_AUTH,
  /** The proof in Authentication-Info is wrong, as that of a relay that knows no password. */
  WRONG_PROOF,
  /** A granted AUTH is answered without Authentication-Info, as some deployed relays do. */
  NO_PROOF,
  /** Credentials are answered with a new nonce and {@code stale=true}, whatever they are. */
  ALWAYS_STALE,
  /** The nonce of every AUTH is refused once as stale, right credentials or not. */
  STALE_ONCE,
  /** A granted AUTH is answered without Use-Path. */
  NO_USE_PATH,
  /** A granted AUTH is answered without Expires. */
  NO_EXPIRES,
  /** Challenges ask for the scheme Basic. */
  BASIC_CHALLENGE,
  /** SENDs are answered 200 and then dropped. */
  DROP_SENDS,
  /** REPORTs are dropped. */
  DROP_REPORTS,
  /** SENDs are forwarded and never answered. */
  NO_ANSWERS
}
