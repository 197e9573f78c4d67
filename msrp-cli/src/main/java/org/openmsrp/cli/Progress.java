// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

/** Shows how far a transfer is. Calls come from one thread at a time. */
interface Progress extends AutoCloseable {

  /** Shows nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void reached(long octets) {}

        @Override
        public void close() {}
      };

  /** So many octets of the whole are done. */
  void reached(long octets);

  /** Wipes the display, so that other lines can be printed. */
  @Override
  void close();

  /** Shows what another one shows, and does something when that is over. */
  static Progress then(Progress shown, Runnable afterwards) {
    return new Progress() {
      @Override
      public void reached(long octets) {
        shown.reached(octets);
      }

      @Override
      public void close() {
        shown.close();
        afterwards.run();
      }
    };
  }
}
