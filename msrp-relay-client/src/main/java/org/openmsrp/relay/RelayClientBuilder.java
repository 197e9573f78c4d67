// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.openmsrp.domain.port.dns.SrvResolver;
import org.openmsrp.session.MsrpStack;

/** Builds a {@link RelayClient}. Not safe for use by several threads at once. */
public final class RelayClientBuilder {

  private final MsrpStack stack;
  private Optional<SrvResolver> resolver = Optional.empty();
  private RelayTimeouts timeouts = RelayTimeouts.DEFAULT;
  private RandomGenerator random = new SplittableRandom();

  RelayClientBuilder(MsrpStack stack) {
    this.stack = requireNonNull(stack, "stack");
  }

  /**
   * Sets who looks up SRV records. The client does not close it.
   *
   * @param value if this is not called, names without a port are tried on port 2855 only
   * @return this builder
   */
  public RelayClientBuilder resolver(SrvResolver value) {
    resolver = Optional.of(value);
    return this;
  }

  /**
   * Sets how long the way to a grant may take.
   *
   * @param value if this is not called, {@link RelayTimeouts#DEFAULT}
   * @return this builder
   */
  public RelayClientBuilder timeouts(RelayTimeouts value) {
    timeouts = requireNonNull(value, "timeouts");
    return this;
  }

  /**
   * Sets where the order among SRV records of one priority comes from.
   *
   * @param value need not be secure; if this is not called, a new one
   * @return this builder
   */
  public RelayClientBuilder random(RandomGenerator value) {
    random = requireNonNull(value, "random");
    return this;
  }

  /**
   * Builds the client.
   *
   * @return a client
   */
  public RelayClient build() {
    RelayFinder finder = new RelayFinder(resolver, random, stack.timers(), timeouts);
    Warnings warnings = new Warnings(stack.logger());
    return new RelayClient(new RelayContext(stack, finder, new Protections(), warnings, timeouts));
  }
}
