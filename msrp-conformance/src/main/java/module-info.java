// SPDX-License-Identifier: Apache-2.0

/** The requirements of the MSRP standards, the tests that prove them, and wire examples. */
module org.openmsrp.conformance {
  requires static org.jspecify;

  exports org.openmsrp.conformance;
}
