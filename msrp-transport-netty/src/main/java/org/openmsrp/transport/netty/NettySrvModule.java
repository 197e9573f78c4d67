// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.openmsrp.domain.port.dns.SrvOptions;
import org.openmsrp.domain.port.dns.SrvResolver;

/** Binds {@link SrvResolver} to one {@link NettySrvResolver}. Whoever takes it closes it. */
@SuppressWarnings("exports") // Guice stays optional: whoever names this class requires it anyway.
public final class NettySrvModule extends AbstractModule {

  private final SrvOptions options;

  /** A module with {@link SrvOptions#DEFAULT}. */
  public NettySrvModule() {
    this(SrvOptions.DEFAULT);
  }

  /**
   * A module for a resolver.
   *
   * @param options how it asks
   */
  public NettySrvModule(SrvOptions options) {
    this.options = requireNonNull(options, "options");
  }

  @Provides
  @Singleton
  SrvResolver resolver() {
    return new NettySrvResolver(options);
  }
}
