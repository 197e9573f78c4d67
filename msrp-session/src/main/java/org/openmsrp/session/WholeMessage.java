// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import org.openmsrp.domain.MsrpStatus;

/** A message that was shown when it was complete: only a refusal is of interest any more. */
record WholeMessage(InboundMessage message) implements InboundContent.Listener {

  @Override
  public void onTaken(int octets) {}

  @Override
  public void onComplete() {}

  @Override
  public void onSinkFailed(Throwable cause) {
    message.onSinkFailed(cause);
  }

  @Override
  public void onRejected(MsrpStatus status) {
    message.onRejected(status);
  }
}
