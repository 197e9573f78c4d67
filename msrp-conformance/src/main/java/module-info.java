// SPDX-License-Identifier: Apache-2.0

/** Names the requirements of the MSRP standards that a test proves. */
module org.openmsrp.conformance {
  requires static org.jspecify;

  exports org.openmsrp.conformance;
}
