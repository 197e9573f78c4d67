// SPDX-License-Identifier: Apache-2.0

/** Sessions through relays (RFC 4976). */
module org.openmsrp.relay {
  requires transitive org.openmsrp.domain;
  requires transitive org.openmsrp.session;
  requires static org.jspecify;

  exports org.openmsrp.relay;
}
