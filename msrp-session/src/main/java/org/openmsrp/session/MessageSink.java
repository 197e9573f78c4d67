// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes the octets of one incoming message. Called serially, on a thread that may block. Octets may
 * come in any order and more than once; of octets that overlap the later ones count (RFC 4975
 * §7.3.1).
 */
public interface MessageSink {

  /**
   * Takes octets.
   *
   * @param position the first octet's place in the message, from 0
   * @param octets at least one; lent until this method returns
   * @throws IOException if they can't be taken; the message is then refused
   */
  void write(long position, ByteBuffer octets) throws IOException;

  /**
   * The message is complete: every octet was written.
   *
   * @param total how many octets the message has
   * @throws IOException if it can't be completed; a failure report is sent then
   */
  void complete(long total) throws IOException;

  /**
   * The message will not become complete: the peer gave it up, the connection broke, or it was
   * refused. What the peer was told had arrived was written before, unless the user or this sink
   * refused the message. Nothing follows.
   *
   * @param cause why
   */
  void failed(MsrpSessionException cause);
}
