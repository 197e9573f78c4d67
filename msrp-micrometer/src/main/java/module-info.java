// SPDX-License-Identifier: Apache-2.0

/** Metrics of a stack in a Micrometer registry. */
module org.openmsrp.micrometer {
  requires transitive org.openmsrp.session;
  requires transitive micrometer.core;
  requires static org.jspecify;

  exports org.openmsrp.micrometer;
}
