// SPDX-License-Identifier: Apache-2.0

/** MSRP sessions: connect or accept, send and receive messages and files. */
module org.openmsrp.session {
  requires transitive org.openmsrp.domain;
  requires transitive org.openmsrp.codec;
  requires org.slf4j;
  requires static com.google.guice;
  requires static org.jspecify;

  exports org.openmsrp.session;
  exports org.openmsrp.session.sdp;
}
