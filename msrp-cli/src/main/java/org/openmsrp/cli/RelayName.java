// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * A relay as its user names it: by a URI, or by a domain, with TLS unless another option says no.
 *
 * @param named the relay
 * @param whole whether the scheme was given, too
 */
record RelayName(MsrpUri named, boolean whole) {

  MsrpUri uri(boolean insecure) {
    return whole || !insecure ? named : named.toBuilder().scheme(MsrpScheme.MSRP).build();
  }
}
