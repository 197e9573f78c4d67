// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayChain;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.relay.RelaySettingsBuilder;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.transport.nio.NioSrvResolver;
import picocli.CommandLine.Option;

/** The relay that a command goes through, if it goes through one (RFC 4976). */
final class RelayOptions {

  @Option(
      names = "--relay",
      paramLabel = "URI|DOMAIN",
      description =
          "Go through this relay: 'msrps://relay.example.com:2855;tcp', or one that DNS names (SRV)"
              + " for this domain.")
  private @Nullable String relay;

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

  boolean used() {
    return relay != null;
  }

  /** Where the relay is, so that a stack can be made that serves it. */
  MsrpUri uri() {
    String text = requireNonNull(relay);
    if (text.contains("://")) {
      return MsrpUri.parse(text);
    }
    return MsrpUri.builder(insecure ? MsrpScheme.MSRP : MsrpScheme.MSRPS, text).build();
  }

  /** A connector through the relay. */
  RelayConnector connector(MsrpStack stack, RelayMode mode, SessionOptions options) {
    return RelayClient.builder(stack)
        .resolver(new NioSrvResolver())
        .build()
        .connector(List.of(RelayChain.of(settings())), mode, options);
  }

  private RelaySettings settings() {
    RelaySettingsBuilder builder =
        RelaySettings.builder(uri()).credentials(named(user, "--relay-user"), password());
    if (insecure) {
      builder.allowPlaintext();
    }
    return builder.build();
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
