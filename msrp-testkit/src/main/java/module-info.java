// SPDX-License-Identifier: Apache-2.0

/**
 * What tests of the toolkit and of its users share: fakes, generators, contracts.
 *
 * <p>The module is open because test engines call inherited contract tests by reflection.
 */
open module org.openmsrp.testkit {
  requires transitive org.openmsrp.domain;
  requires transitive org.openmsrp.codec;
  requires transitive org.openmsrp.conformance;
  requires static com.google.guice;
  requires static net.jqwik.api;
  requires static org.assertj.core;
  requires static org.junit.jupiter.api;
  requires static org.jspecify;

  exports org.openmsrp.testkit.arbitrary;
  exports org.openmsrp.testkit.codec;
  exports org.openmsrp.testkit.loopback;
  exports org.openmsrp.testkit.relay;
  exports org.openmsrp.testkit.scripted;
  exports org.openmsrp.testkit.tck;
  exports org.openmsrp.testkit.tls;
  exports org.openmsrp.testkit.vector;
}
