// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.LoopbackTransport;

/**
 * Brings the connections of several active sides to the server as one, as an endpoint does that
 * shares its connection (RFC 4975 §5.4). It passes frames on; to the active sides it goes by its
 * own name. A side that leaves takes nobody along; when the one connection ends, all end.
 */
final class Hub {

  private final LoopbackTransport transport;
  private final Endpoint server;
  private final Map<String, HubLine> spokes = new HashMap<>();
  private final List<HubLine> lines = new ArrayList<>();
  private @Nullable HubLine trunk;

  Hub(LoopbackTransport transport, Endpoint local, Endpoint server) {
    this.transport = transport;
    this.server = server;
    var unused = transport.acceptor().bind(local, BindOptions.DEFAULT, () -> spoke());
  }

  private HubLine spoke() {
    HubLine line = new HubLine(this::fromSpoke, closed -> {});
    lines.add(line);
    return line;
  }

  private void fromSpoke(HubLine spoke, Frame frame) {
    spokes.put(frame.head().fromPath().first().sessionId().orElse(""), spoke);
    trunk().send(toServer(frame));
  }

  private HubLine trunk() {
    HubLine open = trunk;
    if (open == null) {
      open = new HubLine(this::fromTrunk, closed -> trunkClosed());
      trunk = open;
      var unused =
          transport
              .connector()
              .connect(server, ConnectOptions.DEFAULT, open)
              .whenComplete(
                  (connection, failure) -> {
                    if (failure != null) {
                      trunkClosed();
                    }
                  });
    }
    return open;
  }

  private void fromTrunk(HubLine line, Frame frame) {
    HubLine spoke = spokes.get(frame.head().toPath().first().sessionId().orElse(""));
    if (spoke != null) {
      spoke.send(fromServer(frame));
    }
  }

  static MsrpPath rename(MsrpPath path, String host) {
    return MsrpPath.of(
        MsrpUri.parse(path.last().toString().replaceFirst("//[a-z]+\\.example", "//" + host)));
  }

  private static Frame toServer(Frame frame) {
    MsrpPath to = rename(frame.head().toPath(), Scenario.SERVER);
    return frame.along(to, frame.head().fromPath());
  }

  private static Frame fromServer(Frame frame) {
    return frame.along(frame.head().toPath(), rename(frame.head().fromPath(), Scenario.HUB));
  }

  private void trunkClosed() {
    trunk = null;
    lines.forEach(HubLine::close);
    lines.clear();
    spokes.clear();
  }
}
