// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

/** Who binds a session through a relay (RFC 4975 §5.4). */
public enum RelayMode {
  /** This side: an empty SEND goes out as soon as the peer's path is known. */
  ACTIVE,
  /** The peer: its first request is waited for. */
  PASSIVE
}
