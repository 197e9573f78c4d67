// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.MsrpTimeoutException;

/** Says in one line what went wrong, and which exit status that is. */
final class Failures {

  private Failures() {}

  /** The failure behind the wrappers of stages and futures. */
  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static int status(Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof CommandFailure known) {
      return known.status();
    }
    return cause instanceof MsrpSessionException session && beforeTheSession(session.kind())
        ? ExitStatus.NO_CONNECTION
        : ExitStatus.NOT_DELIVERED;
  }

  static String line(Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof MsrpTimeoutException timeout) {
      return late(timeout);
    }
    if (cause instanceof MsrpSessionException session
        && session.kind() == MsrpSessionException.Kind.IO_FAILED
        && session.getCause() instanceof IOException inner) {
      return disk(inner);
    }
    // What the transport says is the same with the address, and without the layers above.
    Throwable told = cause.getCause() instanceof TransportException inner ? inner : cause;
    String message = Objects.requireNonNullElse(told.getMessage(), "");
    if (message.isBlank()) {
      return kind(told);
    }
    return Printable.line(speaksForItself(told) ? message : kind(told) + ": " + message);
  }

  /** A file could not be written or read: the system's own words say why. */
  private static String disk(IOException failure) {
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    String why = message.isBlank() ? kind(failure) : Printable.line(message);
    return "the file could not be written: " + why;
  }

  private static boolean speaksForItself(Throwable failure) {
    return failure instanceof CommandFailure
        || failure instanceof MsrpSessionException
        || failure instanceof TransportException;
  }

  private static String late(MsrpTimeoutException timeout) {
    return switch (timeout.phase()) {
      case CONNECT -> "no connection in time";
      case INCOMING -> "no peer came in time";
      case BIND -> "the peer did not answer the binding request in time";
      case ANSWER -> "the next hop did not answer in time";
    };
  }

  /** What is wrong with octets, where, and which rule says so. */
  static String syntax(MsrpSyntaxException error) {
    String place = error.offset().isPresent() ? "octet " + error.offset().getAsLong() + ": " : "";
    return place + error.problem() + " (" + error.rule() + ")";
  }

  /** Many exceptions of the JDK need their name to be understood: NoSuchFileException, say. */
  private static String kind(Throwable cause) {
    return cause.getClass() == IOException.class
        ? "input or output failed"
        : cause.getClass().getSimpleName().replaceFirst("Exception$", "");
  }

  private static boolean beforeTheSession(MsrpSessionException.Kind kind) {
    return switch (kind) {
      case NO_TRANSPORT, CONNECTION_FAILED, BINDING_REFUSED, TIMEOUT, CLOSED -> true;
      default -> false;
    };
  }
}
