// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.openmsrp.domain.header.MediaType;

/**
 * What the peer takes, as its session description says, and as its answers show (RFC 4975 §8.6,
 * §10.6). Safe for use by many threads.
 */
final class PeerOffer {

  /** So many types are remembered; a sender has few. */
  private static final int REMEMBERED = 64;

  private static final String CPIM = MediaType.CPIM.toString();

  private final Optional<AcceptTypes> acceptTypes;
  private final OptionalLong maxSize;
  private volatile Set<MediaType> refused = Set.of();

  PeerOffer(Optional<AcceptTypes> acceptTypes, OptionalLong maxSize) {
    this.acceptTypes = acceptTypes;
    this.maxSize = maxSize;
  }

  /** Fails if the peer would not take such a message. */
  void require(MediaType type, long size) {
    boolean accepted = acceptTypes.isEmpty() || acceptTypes.get().accepts(type);
    if (!accepted || refused.contains(type)) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.TYPE_NOT_ACCEPTED, "the peer does not take " + type);
    }
    if (maxSize.isPresent() && size > maxSize.getAsLong()) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.TOO_LARGE,
          "the peer takes messages of " + maxSize.getAsLong() + " octets at most, not " + size);
    }
  }

  /** Whether the peer names CPIM first, and so wants all messages in it (RFC 4975 §13). */
  boolean prefersCpim() {
    return acceptTypes.map(AcceptTypes::first).filter(CPIM::equals).isPresent();
  }

  /** The peer answered 415. */
  synchronized void refused(MediaType type) {
    if (refused.size() < REMEMBERED) {
      Set<MediaType> more = new HashSet<>(refused);
      more.add(type);
      refused = Set.copyOf(more);
    }
  }
}
