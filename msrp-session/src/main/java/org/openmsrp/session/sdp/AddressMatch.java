// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * Compares the address of c- and m-line with the URIs of the path, which tells whether a middlebox
 * has changed them (RFC 6714 §4.4).
 *
 * @param lookup the addresses of a name, all that the name service has; asked for names only, by
 *     whoever builds an answer or asks an agreement for its route, so it may block if they may
 */
public record AddressMatch(Function<MsrpHost, ? extends Collection<MsrpHost>> lookup) {

  /** Asks nobody: a name equals the same name, and no address. */
  public static final AddressMatch AS_WRITTEN = new AddressMatch(List::of);

  /**
   * Checks that nothing is missing.
   *
   * @param lookup the addresses of a name
   */
  public AddressMatch {
    requireNonNull(lookup, "lookup");
  }

  /**
   * Whether c- and m-line name one of the URIs of the path.
   *
   * @param media an offer or an answer
   * @return true if they do, or if there is no c-line or no path
   */
  public boolean holds(MsrpMedia media) {
    return media.address().isEmpty()
        || media.path().isEmpty()
        || media.path().get().uris().stream()
            .anyMatch(uri -> names(media.address().get(), media.port(), uri));
  }

  private boolean names(MsrpHost address, int port, MsrpUri uri) {
    return uri.port().orElse(0) == port
        && (address.equals(uri.host())
            || !Collections.disjoint(addresses(address), addresses(uri.host())));
  }

  private Collection<MsrpHost> addresses(MsrpHost host) {
    return host.numeric() ? List.of(host) : lookup.apply(host);
  }
}
