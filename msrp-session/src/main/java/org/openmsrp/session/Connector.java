// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.port.tls.FingerprintSet;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * Makes one session in three steps: {@link #prepare} gives the path for the own SDP, {@link
 * #complete} takes the peer's path and gives the bound channel, and {@link #close} cleans up when
 * {@code complete} will not be called. Safe for use by many threads.
 */
public interface Connector extends AutoCloseable {

  /**
   * Prepares with a URI of the stack's making.
   *
   * @return completes with the full local path, for the SDP attribute {@code path}
   */
  CompletionStage<MsrpPath> prepare();

  /**
   * Prepares with this URI.
   *
   * @param local the own URI; if it has no session id it gets one, and if its port is 0 the one
   *     that was taken
   * @return completes with the full local path, for the SDP attribute {@code path}; fails with
   *     {@link MsrpSessionException}
   */
  CompletionStage<MsrpPath> prepare(MsrpUri local);

  /**
   * Makes the connection, or waits for it, and binds the session (RFC 4975 §5.4).
   *
   * @param remote the peer's full path, from its SDP
   * @return completes with the bound channel; fails with {@link MsrpSessionException}, a timeout
   *     with {@link MsrpTimeoutException}
   * @throws MsrpSessionException if {@code prepare} has not completed, or this was called before
   */
  CompletionStage<MsrpChannel> complete(MsrpPath remote);

  /**
   * As {@link #complete(MsrpPath)}, with a peer that promised a certificate in its SDP. If it shows
   * another one, or the connection has no TLS, nothing of MSRP is exchanged, and the stage fails
   * with {@link MsrpSessionException.Kind#PEER_NOT_VERIFIED} (RFC 4975 §14.4, RFC 8122 §6).
   *
   * @param remote the peer's full path, from its SDP
   * @param promised the peer's fingerprints, from its SDP
   * @return as {@link #complete(MsrpPath)}
   * @throws UnsupportedOperationException if this connector never sees the peer's certificate,
   *     because a relay is between; that is what a connector does which does not say otherwise
   */
  default CompletionStage<MsrpChannel> complete(MsrpPath remote, FingerprintSet promised) {
    throw new UnsupportedOperationException("the peer's certificate is not seen here");
  }

  /**
   * Frees what {@code prepare} took. Does nothing to a channel that was given already. Always safe,
   * idempotent.
   */
  @Override
  void close();
}
