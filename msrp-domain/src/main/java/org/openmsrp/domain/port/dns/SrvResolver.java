// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.dns;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks up SRV records. Safe for use by many threads; never blocks its caller. */
public interface SrvResolver extends AutoCloseable {

  /**
   * Asks for the SRV records of {@code _service._proto.domain}.
   *
   * @param service the service without underscore, for example {@code msrps}
   * @param proto the protocol without underscore, for example {@code tcp}
   * @param domain the domain
   * @return completes on a thread of the resolver with the records in the order of the answer (for
   *     the order in which to try them see {@link SrvOrder}), empty if there are none or no such
   *     name exists; fails with {@link DnsException}
   * @throws IllegalArgumentException if these make no name (see {@link SrvName})
   */
  CompletionStage<List<SrvRecord>> lookup(String service, String proto, String domain);

  /** Frees what the resolver holds; lookups under way fail. Idempotent. */
  @Override
  void close();
}
