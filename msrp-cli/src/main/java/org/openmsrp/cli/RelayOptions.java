// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.dns.SrvResolver;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayChain;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.relay.RelaySettingsBuilder;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionOptions;
import picocli.CommandLine.Option;

/**
 * The relay that a command goes through, if it goes through one (RFC 4976). Closing wipes the
 * password, so a command closes this after its connectors.
 */
final class RelayOptions implements AutoCloseable {

  @Option(
      names = "--relay",
      paramLabel = "URI|DOMAIN",
      converter = RelayNameConverter.class,
      description =
          "Go through this relay: 'msrps://relay.example.com:2855;tcp', or one that DNS names (SRV)"
              + " for this domain.")
  private @Nullable RelayName relay;

  @Option(names = "--relay-user", paramLabel = "USER", description = "The account on the relay.")
  private @Nullable String user;

  @Option(
      names = "--relay-password-env",
      paramLabel = "VAR",
      description = "The environment variable that holds the account's password.")
  private @Nullable String passwordVariable;

  @Option(
      names = "--insecure-relay",
      description = "Allow a relay without TLS: whoever is in between can read and use everything.")
  private boolean insecure;

  /**
   * Nobody can tell the peer of a new path here, so the first one has to last; relays allow less.
   */
  private static final Duration LONG = Duration.ofDays(1);

  private final Console console;
  private final Optional<Duration> expires;
  private final Map<MsrpStack, RelayClient> clients = new HashMap<>();
  private @Nullable SrvResolver resolver;
  private @Nullable RelaySettings settings;

  RelayOptions(Console console) {
    this(console, Optional.of(LONG));
  }

  /** With an empty lifetime the relay decides. */
  RelayOptions(Console console, Optional<Duration> expires) {
    this.console = console;
    this.expires = expires;
  }

  boolean used() {
    return relay != null;
  }

  /** Where the relay is, so that a stack can be made that serves it. */
  MsrpUri uri() {
    return requireNonNull(relay).uri(insecure);
  }

  /** A connector through the relay. */
  RelayConnector connector(MsrpStack stack, RelayMode mode, SessionOptions options) {
    if (settings == null) {
      settings = newSettings();
    }
    return clients
        .computeIfAbsent(stack, this::newClient)
        .connector(List.of(RelayChain.of(settings)), mode, options)
        .listener(renewal -> endsSoon());
  }

  /** A renewed path is of no use to a session whose peer can't be told of it. */
  void endsSoon() {
    console
        .err()
        .println("the path through the relay ends soon: what takes longer needs a new session");
  }

  private RelayClient newClient(MsrpStack stack) {
    if (resolver == null) {
      resolver = console.resolvers().get();
    }
    return RelayClient.builder(stack).resolver(resolver).build();
  }

  private RelaySettings newSettings() {
    String account = named(user, "--relay-user");
    char[] password = password();
    RelaySettingsBuilder builder = RelaySettings.builder(uri()).credentials(account, password);
    Arrays.fill(password, '\0');
    expires.ifPresent(builder::expires);
    if (insecure) {
      builder.allowPlaintext();
    }
    return builder.build();
  }

  @Override
  public void close() {
    if (settings != null) {
      settings.close();
    }
    if (resolver != null) {
      resolver.close();
    }
  }

  private char[] password() {
    String variable = named(passwordVariable, "--relay-password-env");
    String value = System.getenv(variable);
    if (value == null || value.isEmpty()) {
      throw new CommandFailure(
          ExitStatus.USAGE, "the environment variable " + variable + " holds no password");
    }
    return value.toCharArray();
  }

  private static String named(@Nullable String value, String option) {
    if (value == null) {
      throw new CommandFailure(ExitStatus.USAGE, "--relay needs " + option);
    }
    return value;
  }
}
