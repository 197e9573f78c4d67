// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import org.openmsrp.domain.port.transport.Transport;

/**
 * Adds one {@link NettyTransport} to the {@code Set<Transport>} of an injector, beside those of
 * other modules. Whoever takes the set closes what is in it.
 */
@SuppressWarnings("exports") // Guice stays optional: whoever names this class requires it anyway.
public final class NettyTransportModule extends AbstractModule {

  private final NettyOptions options;

  /** A module with {@link NettyOptions#DEFAULT}. */
  public NettyTransportModule() {
    this(NettyOptions.DEFAULT);
  }

  /**
   * A module for a transport with the given choices.
   *
   * @param options the choices
   */
  public NettyTransportModule(NettyOptions options) {
    this.options = requireNonNull(options, "options");
  }

  @Override
  protected void configure() {
    Provider<NettyTransport> provider = () -> new NettyTransport(options);
    Multibinder.newSetBinder(binder(), Transport.class)
        .addBinding()
        .toProvider(provider)
        .in(Singleton.class);
  }
}
