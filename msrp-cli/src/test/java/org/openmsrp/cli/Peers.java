// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.net.URI;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.testkit.scripted.ScriptedListener;
import org.openmsrp.testkit.scripted.ScriptedPeer;

/** The other ends of commands: they send octets of the test's making, and break off. */
final class Peers {

  /** The path of a peer, which nobody can connect to. */
  static final String OWN = "msrp://127.0.0.1:9/raw;tcp";

  private Peers() {}

  /** Connects to a path that a command printed. */
  static ScriptedPeer to(String path) {
    int port = URI.create(path.substring(0, path.indexOf(';'))).getPort();
    return ScriptedPeer.connect(Endpoint.tcp("127.0.0.1", port));
  }

  /** Connects to a path that a command printed, and binds the session. */
  static ScriptedPeer boundTo(String path) {
    return to(path)
        .sendLines(
            """
            MSRP bind0001 SEND
            To-Path: %s
            From-Path: %s
            Message-ID: bind1
            Byte-Range: 1-0/0
            -------bind0001$
            """
                .formatted(path, OWN))
        .expectResponse("bind0001", 200);
  }

  /** Waits for a command that connects, and lets it bind. */
  static ScriptedPeer boundFrom(ScriptedListener listening) {
    return listening.accept().expectRequest(MsrpMethod.SEND).respond(MsrpStatus.OK);
  }

  /** The path that leads to a listener. */
  static String path(ScriptedListener listening) {
    return "msrp://127.0.0.1:" + listening.endpoint().port() + "/s3ss10n;tcp";
  }
}
