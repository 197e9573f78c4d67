// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.openmsrp.domain.port.dns.SrvResolver;

/** Makes resolvers that know no name, and counts those that were closed. */
final class CountedResolvers {

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  SrvResolver newResolver() {
    made.incrementAndGet();
    return new SrvResolver() {
      @Override
      public CompletionStage<List<SrvRecord>> lookup(String service, String proto, String domain) {
        return CompletableFuture.completedFuture(List.of());
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  int made() {
    return made.get();
  }

  int closed() {
    return closed.get();
  }
}
