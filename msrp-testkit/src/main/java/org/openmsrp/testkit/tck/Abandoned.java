// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;

/**
 * A closed connection whose handler only its transport could still know.
 *
 * @param connection kept by its user
 * @param handler gone once nobody knows it
 * @param server the other end
 */
record Abandoned(
    Connection connection, WeakReference<ConnectionHandler> handler, RecordingHandler server) {

  static Abandoned connectAndClose(Bench bench) {
    RecordingHandler server = bench.handler("server").reading();
    bench.binding();
    bench.expect(server);
    ConnectionHandler forgotten = new RecordingHandler("forgotten");
    Connection connection = bench.await(bench.dial(bench.binding().localEndpoint(), forgotten));
    connection.close();
    bench.awaitClosed(server);
    return new Abandoned(connection, new WeakReference<>(forgotten), server);
  }

  boolean handlerIsGone() {
    return isGone(handler);
  }

  /** A write that can't be done while nobody reads, given up. */
  static WeakReference<ByteBuffer> writeAndAbort(RecordingHandler writer) {
    ByteBuffer buffer = Pattern.buffer(0, 64 * 1024 * 1024);
    writer.connection().write(true, buffer);
    writer.connection().abort(Failures.onPurpose());
    return new WeakReference<>(buffer);
  }

  static boolean isGone(WeakReference<?> reference) {
    System.gc();
    return reference.get() == null;
  }
}
