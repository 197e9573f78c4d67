// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** Failures in the words of the tests. */
final class Failures {

  private Failures() {}

  /** The kind of failure, for a connection that must have failed. */
  static Kind of(CloseReason reason) {
    assertThat(reason).isInstanceOf(CloseReason.Failed.class);
    return ((CloseReason.Failed) reason).cause().kind();
  }

  static TransportException onPurpose() {
    return new TransportException(Kind.ABORTED, "on purpose");
  }
}
