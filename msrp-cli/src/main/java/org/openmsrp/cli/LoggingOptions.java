// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.Locale;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.session.Slf4jMsrpLogger;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How much is logged on standard error. */
final class LoggingOptions {

  private static final String SIMPLE = "org.slf4j.simpleLogger.";

  @Option(
      names = {"-v", "--verbose"},
      description = "Log what happens inside, and print where an error comes from.")
  private boolean verbose;

  @Option(names = "--trace", description = "Log all traffic, too.")
  private boolean trace;

  boolean verbose() {
    return verbose || trace;
  }

  /** Whether a command was asked for details of its failures. */
  static boolean verbose(CommandLine command) {
    return command.getMixins().values().stream()
        .anyMatch(mixin -> mixin instanceof LoggingOptions logging && logging.verbose());
  }

  /** As {@link #logger()}, with nothing below warnings unless it is asked for. */
  MsrpLogger quietLogger() {
    return logger(Level.WARN);
  }

  /** Sets the level; must come before the first logger is made. */
  MsrpLogger logger() {
    return logger(Level.INFO);
  }

  private MsrpLogger logger(Level usual) {
    Level level = trace ? Level.TRACE : verbose ? Level.DEBUG : usual;
    System.setProperty(SIMPLE + "defaultLogLevel", "warn");
    System.setProperty(SIMPLE + "log.org.openmsrp", level.name().toLowerCase(Locale.ROOT));
    System.setProperty(SIMPLE + "showDateTime", "true");
    System.setProperty(SIMPLE + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(SIMPLE + "showThreadName", Boolean.toString(verbose()));
    System.setProperty(SIMPLE + "showShortLogName", "true");
    MsrpLogger logger = new Slf4jMsrpLogger("org.openmsrp.msrp");
    return verbose() ? logger : new BriefLogger(logger);
  }
}
