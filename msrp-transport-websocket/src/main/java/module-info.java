// SPDX-License-Identifier: Apache-2.0

/** The transport port over WebSocket (RFC 7977), on Jetty. */
module org.openmsrp.transport.websocket {
  requires transitive org.openmsrp.domain;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.io;
  requires org.eclipse.jetty.util;
  requires org.eclipse.jetty.websocket.core.common;
  requires static transitive org.eclipse.jetty.server;
  requires static org.eclipse.jetty.websocket.core.server;
  requires org.slf4j;
  requires static com.google.guice;
  requires static org.jspecify;

  exports org.openmsrp.transport.websocket;
}
