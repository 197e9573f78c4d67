// SPDX-License-Identifier: Apache-2.0

/** Immutable MSRP values and the ports through which the toolkit meets the world. */
module org.openmsrp.domain {
  requires static org.jspecify;

  exports org.openmsrp.domain;
  exports org.openmsrp.domain.uri;
  exports org.openmsrp.domain.message;
  exports org.openmsrp.domain.header;
  exports org.openmsrp.domain.auth;
  exports org.openmsrp.domain.cpim;
  exports org.openmsrp.domain.port.transport;
  exports org.openmsrp.domain.port.transport.spi;
  exports org.openmsrp.domain.port.dns;
  exports org.openmsrp.domain.port.tls;
  exports org.openmsrp.domain.port.logging;
  exports org.openmsrp.domain.port.time;
}
