// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

/**
 * A sink of this package whose user waits for a result. The user learns of it when the success
 * report is on its way: one that ends the session then does not overtake the report.
 */
interface ResultSink extends MessageSink {

  /** Tells the user that the message is complete; follows {@link #complete} and the report. */
  void tell(long total);
}
