// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.testkit.tck.Wire;

/** This transport with a listener, with threads and buffers that can be told from others. */
final class NioWire extends Wire {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String threadName;

  NioWire(UnaryOperator<RecordingHandler> welcome) {
    this(BindOptions.DEFAULT, welcome);
  }

  /** Listens with TLS if the options have credentials. */
  NioWire(BindOptions options, UnaryOperator<RecordingHandler> welcome) {
    this(NioOptions.DEFAULT, options, welcome);
  }

  NioWire(NioOptions threads, BindOptions options, UnaryOperator<RecordingHandler> welcome) {
    this("test-" + COUNT.incrementAndGet(), threads, options, welcome);
  }

  private NioWire(
      String threadName,
      NioOptions threads,
      BindOptions options,
      UnaryOperator<RecordingHandler> welcome) {
    super(
        Buffers.counted(new NioTransport(threads.withThreadName(threadName))),
        options.tls().isPresent() ? Endpoint.tls("127.0.0.1", 0) : Endpoint.tcp("127.0.0.1", 0),
        options,
        welcome);
    this.threadName = threadName;
  }

  /** What the names of its threads begin with, and no others. */
  String threadName() {
    return threadName + "-";
  }
}
