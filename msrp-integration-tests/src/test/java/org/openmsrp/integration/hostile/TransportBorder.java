// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** A bound in the options of a transport, where it can be seen from outside, and how. */
@SuppressWarnings("ImmutableEnumChecker") // Functions without state.
enum TransportBorder {
  CONNECT_TIMEOUT("ConnectOptions.connectTimeout", Ground::sockets, TimeBorders::connectTimeout),
  CONNECTED_CLOSE("ConnectOptions.closeTimeout", TransportBorder::raw, TimeBorders::connectedClose),
  OPEN_TIMEOUT("BindOptions.openTimeout", Ground::shakesHands, TimeBorders::openTimeout),
  ACCEPTED_CLOSE("BindOptions.closeTimeout", Ground::sockets, TimeBorders::acceptedClose),
  PING_INTERVAL("WebSocketOptions.pingInterval", Ground::messages, TimeBorders::pingInterval),
  PEER_TIMEOUT("WebSocketOptions.peerTimeout", Ground::messages, TimeBorders::peerTimeout),
  BACKLOG("BindOptions.backlog", SizeBorders::canBeHeldUp, SizeBorders::backlog),
  READ_BUFFER("SocketOptions.readBufferSize", Ground::sockets, SizeBorders::readBuffer),
  SEND_BUFFER("SocketOptions.sendBufferSize", Ground::sockets, SizeBorders::sendBuffer),
  RECEIVE_BUFFER(
      "SocketOptions.receiveBufferSize", TransportBorder::raw, SizeBorders::receiveBuffer),
  MESSAGE("WebSocketOptions.maxMessageSize", Ground::messages, SizeBorders::maxMessageSize),
  NIO_LOOPS("NioOptions.loops", ground -> ground == Ground.NIO, SizeBorders::nioLoops),
  NETTY_THREADS(
      "NettyOptions.threads", ground -> ground == Ground.NETTY, SizeBorders::nettyThreads),
  JETTY_THREADS(
      "WebSocketOptions.threads", ground -> ground == Ground.WEBSOCKET, SizeBorders::jettyThreads);

  private final String component;
  private final Predicate<Ground> where;
  private final Consumer<Ground> shown;

  TransportBorder(String component, Predicate<Ground> where, Consumer<Ground> shown) {
    this.component = component;
    this.where = where;
    this.shown = shown;
  }

  /** What is set on the socket is the same with TLS, and easier to see without. */
  private static boolean raw(Ground ground) {
    return ground.sockets() && !ground.tls();
  }

  /** The record and its component. */
  String component() {
    return component;
  }

  boolean isSeenOn(Ground ground) {
    return where.test(ground);
  }

  void showOn(Ground ground) {
    shown.accept(ground);
  }
}
