// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import org.openmsrp.domain.port.transport.Transport;

/**
 * Adds one {@link NioTransport} to the {@code Set<Transport>} of an injector, beside those of other
 * modules. Whoever takes the set closes what is in it.
 */
@SuppressWarnings("exports") // Guice stays optional: whoever names this class requires it anyway.
public final class NioTransportModule extends AbstractModule {

  private final NioOptions options;

  /** A module with {@link NioOptions#DEFAULT}. */
  public NioTransportModule() {
    this(NioOptions.DEFAULT);
  }

  /**
   * A module for a transport with the given threads.
   *
   * @param options the threads
   */
  public NioTransportModule(NioOptions options) {
    this.options = requireNonNull(options, "options");
  }

  @Override
  protected void configure() {
    Provider<NioTransport> provider = () -> new NioTransport(options);
    Multibinder.newSetBinder(binder(), Transport.class)
        .addBinding()
        .toProvider(provider)
        .in(Singleton.class);
  }
}
