// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;
import org.openmsrp.session.SessionOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code msrp relay-check}: finds out what a relay is like. */
@Command(
    name = "relay-check",
    description = {
      "Ask a relay for a path, send messages to ourselves through it, and say what it is like.",
      "",
      "The path that is printed is a secret, and ends with the command."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RelayCheckCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private RelayOptions relay;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      converter = SecondsConverter.class,
      description = "Wait so many seconds for the relay and for each message. Default: 10.")
  private Duration timeout = Duration.ofSeconds(10);

  @Mixin private TransportOptions transport = new TransportOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private LoggingOptions logging = new LoggingOptions();

  RelayCheckCommand(Console console) {
    this.console = console;
    this.relay = new RelayOptions(console, Optional.empty());
  }

  @Override
  public Integer call() {
    if (!relay.used()) {
      throw new CommandFailure(ExitStatus.USAGE, "Missing required option: '--relay=URI|DOMAIN'");
    }
    RelayTraits traits = new RelayTraits(logging.logger());
    EventPrinter events = output.printer(console.out());
    try (RelayOptions way = relay;
        MsrpStack here = stack(traits);
        MsrpStack there = stack(MsrpLogger.NONE)) {
      RelayProbe probe =
          new RelayProbe(
              mode -> way.connector(mode == RelayMode.ACTIVE ? here : there, mode, options()));
      probe.facts(traits).forEach(events::print);
      return ExitStatus.OK;
    }
  }

  private SessionOptions options() {
    return TransportOptions.options(relay.uri()).withChunkPolicy(RelayProbe.ONE_CHUNK);
  }

  private MsrpStack stack(MsrpLogger logger) {
    MsrpTimeouts timeouts =
        MsrpTimeouts.DEFAULT
            .withConnect(timeout)
            .withBind(timeout)
            .withIncoming(timeout)
            .withTransaction(timeout)
            .withSuccessReport(timeout);
    return transport.connecting(relay.uri(), timeouts, logger);
  }
}
