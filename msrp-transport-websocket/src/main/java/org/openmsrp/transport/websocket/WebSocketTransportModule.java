// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import org.openmsrp.domain.port.transport.Transport;

/**
 * Adds one {@link WebSocketTransport} to the {@code Set<Transport>} of an injector, beside those of
 * other modules. Whoever takes the set closes what is in it.
 */
@SuppressWarnings("exports") // Guice stays optional: whoever names this class requires it anyway.
public final class WebSocketTransportModule extends AbstractModule {

  private final WebSocketOptions options;

  /** A module with {@link WebSocketOptions#DEFAULT}. */
  public WebSocketTransportModule() {
    this(WebSocketOptions.DEFAULT);
  }

  /**
   * A module for a transport with the given choices.
   *
   * @param options the choices
   */
  public WebSocketTransportModule(WebSocketOptions options) {
    this.options = requireNonNull(options, "options");
  }

  @Override
  protected void configure() {
    Provider<WebSocketTransport> provider = () -> new WebSocketTransport(options);
    Multibinder.newSetBinder(binder(), Transport.class)
        .addBinding()
        .toProvider(provider)
        .in(Singleton.class);
  }
}
