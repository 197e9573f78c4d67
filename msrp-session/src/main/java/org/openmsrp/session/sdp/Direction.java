// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpMethod;

/**
 * Which way messages go, seen by whoever wrote it (RFC 4975 §8.9). Only SENDs with regular payload
 * have a direction: reports, and the payload of control protocols, go both ways always.
 */
public enum Direction {
  /** Both ways; what is meant where nothing is said. */
  SENDRECV(true, true),
  /** The writer sends. */
  SENDONLY(true, false),
  /** The writer receives. */
  RECVONLY(false, true),
  /** Neither. */
  INACTIVE(false, false);

  private static final Set<String> CONTROL =
      Set.of("message/imdn+xml", "application/im-iscomposing+xml");

  private final boolean sends;
  private final boolean receives;

  Direction(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  static Optional<Direction> of(String attribute) {
    for (Direction direction : values()) {
      if (direction.toString().equals(attribute)) {
        return Optional.of(direction);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the writer sends regular messages.
   *
   * @return true for sendrecv and sendonly
   */
  public boolean sends() {
    return sends;
  }

  /**
   * Whether the writer receives regular messages.
   *
   * @return true for sendrecv and recvonly
   */
  public boolean receives() {
    return receives;
  }

  /**
   * The same, seen by the other side: the answer to it.
   *
   * @return recvonly for sendonly and the other way round
   */
  public Direction reversed() {
    return of(receives, sends);
  }

  /**
   * Whether the writer may send a request (RFC 4975 §8.9).
   *
   * @param method the request's method; only SEND is ever restricted
   * @param content what the request carries; of a wrapper such as message/cpim, what is wrapped.
   *     Notifications of disposition (RFC 5438) and of composing (RFC 3994) are never restricted
   * @return true if it may
   */
  public boolean maySend(MsrpMethod method, MediaType content) {
    return sends
        || !method.equals(MsrpMethod.SEND)
        || CONTROL.contains(content.type() + "/" + content.subtype());
  }

  /** What both of two sides allow, each as that side has written it. */
  Direction agreedWith(Direction peer) {
    return of(sends && peer.receives, receives && peer.sends);
  }

  private static Direction of(boolean sends, boolean receives) {
    if (sends) {
      return receives ? SENDRECV : SENDONLY;
    }
    return receives ? RECVONLY : INACTIVE;
  }

  /** The attribute as SDP prints it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
