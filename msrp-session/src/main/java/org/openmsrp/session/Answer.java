// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import org.openmsrp.codec.ResponseTemplate;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;

/** A response or a REPORT that waits to be written; it has no body. */
sealed interface Answer {

  void write(WriteBatch batch);

  /** One of any kind. */
  record Head(MsrpHead head) implements Answer {
    @Override
    public void write(WriteBatch batch) {
      batch.head(head);
      batch.end(head.transactionId(), ContinuationFlag.COMPLETE, false);
    }
  }

  /** One whose text is known but for its transaction id. */
  record Templated(ResponseTemplate template, String transactionId) implements Answer {
    @Override
    public void write(WriteBatch batch) {
      batch.response(template, transactionId);
    }
  }
}
