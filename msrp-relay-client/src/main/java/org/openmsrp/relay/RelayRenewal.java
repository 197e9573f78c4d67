// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.util.Optional;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.session.MsrpChannel;

/** A new grant for a session that goes on. Safe for use by many threads. */
public final class RelayRenewal {

  private final RelayConnector connector;
  private final RelayGrant grant;
  private final MsrpPath localPath;

  RelayRenewal(RelayConnector connector, RelayGrant grant, MsrpPath localPath) {
    this.connector = connector;
    this.grant = grant;
    this.localPath = localPath;
  }

  /**
   * What the relays granted.
   *
   * @return the new grant
   */
  public RelayGrant grant() {
    return grant;
  }

  /**
   * The new own path, for the next SDP offer.
   *
   * @return the whole path
   */
  public MsrpPath localPath() {
    return localPath;
  }

  /**
   * Lets the session use the new path, once the peer knows it: what is sent from now on takes it,
   * and what comes along the old one is still taken.
   *
   * @param remote the peer's path from its answer, the old one or a new one
   * @return the channel that was moved; empty if the session is not bound yet: it takes the new
   *     path then, and without this call the one that {@link RelayConnector#prepare} gave
   */
  public Optional<MsrpChannel> apply(MsrpPath remote) {
    return connector.agree(grant, remote);
  }
}
