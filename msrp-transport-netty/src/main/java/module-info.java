// SPDX-License-Identifier: Apache-2.0

/** The transport port on Netty: NIO or native epoll, the JDK's TLS or BoringSSL. */
module org.openmsrp.transport.netty {
  requires transitive org.openmsrp.domain;
  requires transitive io.netty.transport;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.codec;
  requires io.netty.codec.dns;
  requires io.netty.handler;
  requires io.netty.resolver.dns;
  requires io.netty.transport.classes.epoll;
  requires org.slf4j;
  requires static com.google.guice;
  requires static org.jspecify;

  exports org.openmsrp.transport.netty;
}
