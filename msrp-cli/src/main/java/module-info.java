// SPDX-License-Identifier: Apache-2.0

/** The {@code msrp} command. */
module org.openmsrp.cli {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires me.tongfei.progressbar;
  // The WebSocket transport needs them to listen, and leaves it to its users to have them.
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.websocket.core.server;
  requires org.openmsrp.capture;
  requires org.openmsrp.relay;
  requires org.openmsrp.session;
  requires org.openmsrp.testkit;
  requires org.openmsrp.transport.netty;
  requires org.openmsrp.transport.nio;
  requires org.openmsrp.transport.websocket;
  requires org.slf4j;
  requires static org.jspecify;

  opens org.openmsrp.cli to
      info.picocli;
}
