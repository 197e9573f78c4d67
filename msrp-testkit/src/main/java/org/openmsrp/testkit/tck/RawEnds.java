// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * A connection between a plain socket and the transport under test.
 *
 * @param peer the socket
 * @param server the transport's end, which has accepted
 */
record RawEnds(RawPeer peer, RecordingHandler server) implements AutoCloseable {

  /** Skips the test unless endpoints are sockets of this scheme. */
  static RawEnds open(Bench bench, String scheme) throws IOException {
    bench.require(Capability.SOCKETS);
    Endpoint remote = bench.listenAt();
    assumeTrue(remote.scheme().equals(scheme), () -> "not " + scheme + ": " + remote);
    RecordingHandler server = bench.handler("server");
    bench.expect(server);
    Endpoint bound = bench.binding().localEndpoint();
    RawPeer peer =
        bound.secure() ? RawPeer.connectTls(bench, bound) : RawPeer.connect(bench, bound);
    bench.await("onOpen", server, () -> server.opens() > 0);
    return new RawEnds(peer, server);
  }

  @Override
  public void close() {
    peer.close();
  }
}
