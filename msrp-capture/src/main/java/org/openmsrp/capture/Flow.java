// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;

/** What tells one connection of a machine from another: its two addresses. */
record Flow(Party local, Party remote) {

  static Flow of(ConnectionInfo info) {
    return new Flow(party(info.local()), party(info.remote()));
  }

  private static Party party(Endpoint endpoint) {
    return new Party(endpoint.host(), endpoint.port());
  }

  /** The same connection as the other end sees it. */
  Flow mirrored() {
    return new Flow(/* local= */ remote, /* remote= */ local);
  }
}
