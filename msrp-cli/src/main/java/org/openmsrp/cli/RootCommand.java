// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code msrp} alone: it only knows its commands. */
@Command(
    name = "msrp",
    description = "Chat and files over MSRP, the Message Session Relay Protocol (RFC 4975).",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:everything was delivered",
      "1:something was not delivered, or is malformed",
      "2:wrong usage",
      "3:no connection, or no session on it"
    },
    commandListHeading = "%nCommands:%n",
    footer = {"", "msrp COMMAND --help explains a command."})
final class RootCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(requireNonNull(spec).commandLine(), "which command?");
  }
}
