// SPDX-License-Identifier: Apache-2.0

/** Traffic as a file that Wireshark opens, and as a ladder that people read. */
module org.openmsrp.capture {
  requires transitive org.openmsrp.domain;
  requires org.openmsrp.codec;
  requires static org.jspecify;

  exports org.openmsrp.capture;
}
