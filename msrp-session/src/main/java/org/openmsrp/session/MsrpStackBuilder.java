// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.port.transport.Transport;

/** Builds an {@link MsrpStack}. Not safe for use by several threads at once. */
public final class MsrpStackBuilder {

  private static final int BUFFER = 128 * 1024;
  private static final int BUFFERS_KEPT = 32;

  private final List<Transport> transports = new ArrayList<>();
  private Optional<TlsCredentials> credentials = Optional.empty();
  private Optional<String> advertisedHost = Optional.empty();
  private Optional<String> bindHost = Optional.empty();
  private @Nullable Timers timers;
  private @Nullable Executor callbacks;
  private @Nullable Executor blocking;
  private IdentifierSource identifiers = IdentifierSource.secure();
  private MsrpTimeouts timeouts = MsrpTimeouts.DEFAULT;
  private MsrpLimits limits = MsrpLimits.DEFAULT;
  private MsrpLogger logger = MsrpLogger.NONE;
  private final List<MsrpObserver> observers = new ArrayList<>();
  private SocketOptions socket = SocketOptions.DEFAULT;

  MsrpStackBuilder() {}

  /**
   * Adds a transport. Of several that serve a scheme the first one counts. The stack closes it.
   *
   * @param value the transport
   * @return this builder
   */
  public MsrpStackBuilder transport(Transport value) {
    transports.add(requireNonNull(value, "transport"));
    return this;
  }

  /**
   * Sets the TLS credentials.
   *
   * @param value needed for {@code msrps} URIs
   * @return this builder
   */
  public MsrpStackBuilder credentials(TlsCredentials value) {
    credentials = Optional.of(value);
    return this;
  }

  /**
   * Sets the host of generated URIs: what peers reach this process under, behind address
   * translation or in a container.
   *
   * @param value a name or an address; if this is not called, the address of the interface that
   *     leads out
   * @return this builder
   */
  public MsrpStackBuilder advertisedHost(String value) {
    advertisedHost = Optional.of(value);
    return this;
  }

  /**
   * Sets where acceptors and servers listen, if that is not the host of their URIs: behind address
   * translation or in a container.
   *
   * @param value an address of this machine, such as {@code 0.0.0.0}; if this is not called, the
   *     host of the URI that peers are given
   * @return this builder
   */
  public MsrpStackBuilder bindHost(String value) {
    bindHost = Optional.of(value);
    return this;
  }

  /**
   * Sets the timers.
   *
   * @param value if this is not called, one daemon thread of the stack
   * @return this builder
   */
  public MsrpStackBuilder timers(Timers value) {
    timers = requireNonNull(value, "timers");
    return this;
  }

  /**
   * Sets where users are called back; each session's calls are serial in any case.
   *
   * @param value if this is not called, daemon threads of the stack
   * @return this builder
   */
  public MsrpStackBuilder callbackExecutor(Executor value) {
    callbacks = requireNonNull(value, "callbackExecutor");
    return this;
  }

  /**
   * Sets where files are read and written.
   *
   * @param value its threads may block; if this is not called, daemon threads of the stack
   * @return this builder
   */
  public MsrpStackBuilder blockingExecutor(Executor value) {
    blocking = requireNonNull(value, "blockingExecutor");
    return this;
  }

  /**
   * Sets where identifiers come from.
   *
   * @param value if this is not called, {@link IdentifierSource#secure()}
   * @return this builder
   */
  public MsrpStackBuilder identifiers(IdentifierSource value) {
    identifiers = requireNonNull(value, "identifiers");
    return this;
  }

  /**
   * Sets every timeout.
   *
   * @param value if this is not called, {@link MsrpTimeouts#DEFAULT}
   * @return this builder
   */
  public MsrpStackBuilder timeouts(MsrpTimeouts value) {
    timeouts = requireNonNull(value, "timeouts");
    return this;
  }

  /**
   * Sets every limit.
   *
   * @param value if this is not called, {@link MsrpLimits#DEFAULT}
   * @return this builder
   */
  public MsrpStackBuilder limits(MsrpLimits value) {
    limits = requireNonNull(value, "limits");
    return this;
  }

  /**
   * Sets where traffic and events go.
   *
   * @param value if this is not called, {@link MsrpLogger#NONE}
   * @return this builder
   */
  public MsrpStackBuilder logger(MsrpLogger value) {
    logger = requireNonNull(value, "logger");
    return this;
  }

  /**
   * Adds somebody who is told what happens, for metrics.
   *
   * @param value such as {@link MsrpStatistics}; several may be added, and without any nothing is
   *     counted
   * @return this builder
   */
  public MsrpStackBuilder observer(MsrpObserver value) {
    observers.add(requireNonNull(value, "observer"));
    return this;
  }

  /**
   * Sets the buffers of sockets.
   *
   * @param value if this is not called, {@link SocketOptions#DEFAULT}
   * @return this builder
   */
  public MsrpStackBuilder socketOptions(SocketOptions value) {
    socket = requireNonNull(value, "socketOptions");
    return this;
  }

  /**
   * Builds the stack.
   *
   * @return a running stack
   * @throws IllegalStateException if it has no transport
   */
  public MsrpStack build() {
    if (transports.isEmpty()) {
      throw new IllegalStateException("a stack needs at least one transport");
    }
    List<Runnable> owned = new ArrayList<>();
    EngineContext context =
        new EngineContext(
            timers == null ? ownTimers(owned) : timers,
            threads(callbacks, "msrp-callback", owned),
            threads(blocking, "msrp-file", owned),
            identifiers,
            timeouts,
            limits,
            new BufferPool(BUFFER, BUFFERS_KEPT),
            GuardedLogger.of(logger),
            Watch.by(observers),
            new AtomicLong());
    List<Transport> all = List.copyOf(transports);
    StackServices services =
        new StackServices(context, all, credentials, socket, advertisedHost, bindHost);
    return new MsrpStack(services, all, owned);
  }

  private static Timers ownTimers(List<Runnable> owned) {
    SystemTimers made = new SystemTimers();
    owned.add(made::close);
    return made;
  }

  /** The user's threads, and the stack's own for what those refuse. */
  private static Executor threads(@Nullable Executor given, String name, List<Runnable> owned) {
    Executor own = ownThreads(name, owned);
    return new FallbackExecutor(given == null ? own : given, own);
  }

  private static Executor ownThreads(String name, List<Runnable> owned) {
    ExecutorService made = DaemonThreads.pool(name);
    owned.add(made::shutdown);
    return made;
  }
}
