// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.session.MsrpChannel;

/** A new grant for a session that goes on. Safe for use by many threads. */
public final class RelayRenewal {

  private final RelayGrant grant;
  private final MsrpPath localPath;
  private final Supplier<@Nullable MsrpChannel> channel;

  RelayRenewal(RelayGrant grant, MsrpPath localPath, Supplier<@Nullable MsrpChannel> channel) {
    this.grant = grant;
    this.localPath = localPath;
    this.channel = channel;
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
   * @return the channel that was moved; empty if the session is not bound yet, so that {@link
   *     RelayConnector#complete} will use the new path anyway
   */
  public Optional<MsrpChannel> apply(MsrpPath remote) {
    MsrpChannel bound = channel.get();
    if (bound != null) {
      bound.reroute(localPath, grant.usePath().followedBy(remote));
    }
    return Optional.ofNullable(bound);
  }
}
