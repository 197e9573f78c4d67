// SPDX-License-Identifier: Apache-2.0

/** The transport port on {@code java.nio}: TCP and TLS, nothing between us and the JDK. */
module org.openmsrp.transport.nio {
  requires transitive org.openmsrp.domain;
  requires org.dnsjava;
  requires org.slf4j;
  requires static com.google.guice;
  requires static org.jspecify;

  exports org.openmsrp.transport.nio;
}
