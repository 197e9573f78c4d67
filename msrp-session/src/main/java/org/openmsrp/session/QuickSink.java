// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

/**
 * A sink that never blocks, so that it needs no thread of the pool for blocking work. It may say
 * that it wants nothing for now; {@link InboundContent#resume} then tells that it does again.
 */
interface QuickSink extends MessageSink {

  /** Whether it takes further octets now. */
  default boolean wantsOctets() {
    return true;
  }

  /** Whether it may be told that the message is complete: what it took was passed on. */
  default boolean wantsEnd() {
    return true;
  }

  /** Whether it may be told that the message broke off behind what it took. */
  default boolean wantsFailure() {
    return wantsEnd();
  }

  /** Passes on what it has, as far as that is wanted. */
  default void passOn() {}
}
