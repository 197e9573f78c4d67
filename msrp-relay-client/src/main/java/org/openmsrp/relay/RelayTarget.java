// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import org.openmsrp.domain.uri.MsrpUri;

/**
 * Where a relay may be reached.
 *
 * @param uri scheme, host, port and transport to connect to
 * @param name whom the certificate must name: the configured host, wherever SRV leads to (RFC 4976
 *     §9.2)
 */
record RelayTarget(MsrpUri uri, String name) {

  @Override
  public String toString() {
    return uri.host() + ":" + uri.port().orElse(MsrpUri.REGISTERED_PORT);
  }
}
