// SPDX-License-Identifier: Apache-2.0

/** Immutable MSRP values and the ports through which the toolkit meets the world. */
module org.openmsrp.domain {
  requires static org.jspecify;
}
