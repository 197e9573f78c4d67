// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

/** What some tests need and not every transport has. */
public enum Capability {

  /** Endpoints are TCP ports of this machine, so that tests can play a peer on a plain socket. */
  SOCKETS,

  /** A port that nobody listens on refuses connections at once. */
  REFUSAL,

  /** Secure endpoints present certificates. */
  CERTIFICATES
}
