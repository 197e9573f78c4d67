// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;

/** The tree of commands, and how it speaks with a console. */
final class Cli {

  private Cli() {}

  /** Runs one command line to its end and says how it ended. */
  static int run(Console console, String... args) {
    return commandLine(console).execute(args);
  }

  private static CommandLine commandLine(Console console) {
    return new CommandLine(new RootCommand())
        .addSubcommand(new DemoCommand(console))
        .addSubcommand(new ReceiveCommand(console))
        .addSubcommand(new SendCommand(console))
        .addSubcommand(new EchoCommand(console))
        .addSubcommand(new ChatCommand(console))
        .addSubcommand(new ServeCommand(console))
        .addSubcommand(new RelayCheckCommand(console))
        .addSubcommand(new LadderCommand(console))
        .addSubcommand(new DecodeCommand(console))
        .addSubcommand(new HelpCommand())
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(misuse(console))
        .setExecutionExceptionHandler(failure(console));
  }

  /** One line says what is wrong; the whole help would hide it. */
  private static IParameterExceptionHandler misuse(Console console) {
    return (exception, args) -> {
      String command = exception.getCommandLine().getCommandSpec().qualifiedName();
      String message = String.valueOf(exception.getMessage());
      String problem = Printable.line(message.replaceFirst("^Error: ", ""));
      console.err().println(command + ": " + problem + " (see " + command + " --help)");
      return ExitStatus.USAGE;
    };
  }

  private static IExecutionExceptionHandler failure(Console console) {
    return (exception, command, parsed) -> {
      boolean interrupted = console.interrupted().isDone();
      String line = interrupted ? "interrupted" : Failures.line(exception);
      console.err().println(command.getCommandSpec().qualifiedName() + ": " + line);
      if (LoggingOptions.verbose(command)) {
        Failures.unwrap(exception).printStackTrace(console.err());
      }
      return Failures.status(exception);
    };
  }
}
