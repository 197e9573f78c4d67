// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import java.util.Optional;
import java.util.Set;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Transport;

/**
 * Binds an {@link MsrpStack} for Guice. Install it beside the module of one or several transports;
 * swapping transports is swapping that module. {@link TlsCredentials}, {@link Timers}, {@link
 * MsrpLogger}, {@link MsrpTimeouts} and {@link MsrpLimits} are taken from the injector if they are
 * bound there, and each {@link MsrpObserver} of a multibinder. The stack lives as long as the
 * process or until the user closes it.
 */
@SuppressWarnings("exports") // a wiring class: only those who use Guice ever load it
public final class MsrpModule extends AbstractModule {

  /** Wires a stack of whatever transports are installed. */
  public MsrpModule() {}

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Transport.class);
    Multibinder.newSetBinder(binder(), MsrpObserver.class);
    OptionalBinder.newOptionalBinder(binder(), TlsCredentials.class);
    OptionalBinder.newOptionalBinder(binder(), Timers.class);
    OptionalBinder.newOptionalBinder(binder(), MsrpLogger.class);
    OptionalBinder.newOptionalBinder(binder(), MsrpTimeouts.class);
    OptionalBinder.newOptionalBinder(binder(), MsrpLimits.class);
  }

  @Provides
  @Singleton
  MsrpStack stack(
      Set<Transport> transports,
      Set<MsrpObserver> observers,
      Optional<TlsCredentials> credentials,
      Optional<Timers> timers,
      Optional<MsrpLogger> logger,
      Optional<MsrpTimeouts> timeouts,
      Optional<MsrpLimits> limits) {
    MsrpStackBuilder builder = MsrpStack.builder();
    transports.forEach(builder::transport);
    observers.forEach(builder::observer);
    credentials.ifPresent(builder::credentials);
    timers.ifPresent(builder::timers);
    logger.ifPresent(builder::logger);
    timeouts.ifPresent(builder::timeouts);
    limits.ifPresent(builder::limits);
    return builder.build();
  }
}
