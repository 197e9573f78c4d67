// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openmsrp.capture.Capture;
import org.openmsrp.capture.CaptureException;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportConnector;
import picocli.CommandLine.Option;

/** Whether a command's traffic is recorded, and where. */
final class CaptureOptions {

  @Option(
      names = "--capture",
      paramLabel = "FILE",
      description =
          "Record all traffic to a pcapng file, for Wireshark or 'msrp ladder'. It holds everything,"
              + " secrets included, and without TLS.")
  private @Nullable Path file;

  private @Nullable Capture capture;

  /** The same transport, recorded if the user wants that. */
  Transport recorded(Transport transport) {
    Path path = file;
    if (path == null) {
      return transport;
    }
    try {
      return capture(path).of(transport);
    } catch (CaptureException e) {
      transport.close();
      throw new CommandFailure(ExitStatus.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private Capture capture(Path path) {
    Capture open = capture == null ? Capture.to(path) : capture;
    capture = open;
    return open;
  }

  /** As {@link #recorded}; the recording ends with the transport. */
  Transport recordedToItsEnd(Transport transport, MsrpLogger logger) {
    return file == null ? transport : new Last(recorded(transport), () -> end(logger));
  }

  /** Ends the recording; whoever looks at it later should know if it is not whole. */
  void end(MsrpLogger logger) {
    Capture open = capture;
    if (open != null) {
      open.close();
      open.trouble().ifPresent(trouble -> logger.warn("capture: " + trouble.getMessage()));
    }
  }

  /** A transport behind which something is to be done. */
  private record Last(Transport transport, Runnable afterwards) implements Transport {

    @Override
    public Set<String> schemes() {
      return transport.schemes();
    }

    @Override
    public TransportConnector connector() {
      return transport.connector();
    }

    @Override
    public TransportAcceptor acceptor() {
      return transport.acceptor();
    }

    @Override
    public void close() {
      transport.close();
      afterwards.run();
    }
  }
}
