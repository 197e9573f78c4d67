// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.testkit.tck.Wire;

/** This transport with a listener, with threads that can be told from others. */
final class NettyWire extends Wire {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String threadName;

  private NettyWire(
      String threadName,
      NettyOptions.Builder options,
      Endpoint local,
      BindOptions how,
      UnaryOperator<RecordingHandler> welcome) {
    super(new NettyTransport(options.threadName(threadName).build()), local, how, welcome);
    this.threadName = threadName;
  }

  private static String nextName() {
    return "test-netty-" + COUNT.incrementAndGet();
  }

  static NettyWire plain(UnaryOperator<RecordingHandler> welcome) {
    return plain(NettyOptions.builder(), welcome);
  }

  static NettyWire plain(NettyOptions.Builder options, UnaryOperator<RecordingHandler> welcome) {
    return new NettyWire(
        nextName(), options, Endpoint.tcp("127.0.0.1", 0), BindOptions.DEFAULT, welcome);
  }

  /** Its accepted connections read. */
  static NettyWire secure(TlsProvider provider, TlsCredentials server) {
    return new NettyWire(
        nextName(),
        NettyOptions.builder().tlsProvider(provider),
        Endpoint.tls("127.0.0.1", 0),
        BindOptions.DEFAULT.withTls(server),
        RecordingHandler::reading);
  }

  /** What the names of its threads begin with, and no others. */
  String threadName() {
    return threadName + "-";
  }
}
