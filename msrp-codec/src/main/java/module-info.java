// SPDX-License-Identifier: Apache-2.0

/** Bytes to MSRP values and back. */
module org.openmsrp.codec {
  requires transitive org.openmsrp.domain;
  requires static org.jspecify;

  exports org.openmsrp.codec;
}
