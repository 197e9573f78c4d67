// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.util.Optional;
import org.openmsrp.session.ChunkPolicy;

/**
 * One session of a scenario, from the offer on.
 *
 * @param id its number
 * @param place where the passive side waits
 * @param dialAt when the active side connects, in milliseconds
 * @param expectAt when the passive side learns the peer's path; after {@code dialAt} the peer comes
 *     early
 * @param anyPeer whether the passive side takes whoever knows the session id
 * @param chunks how large chunks may become
 * @param accepts the content types that both sides take
 */
record Talk(
    int id,
    Place place,
    int dialAt,
    int expectAt,
    boolean anyPeer,
    Optional<ChunkPolicy> chunks,
    String accepts) {

  /** Where the passive side waits. */
  enum Place {
    /** At an acceptor of its own. */
    ACCEPTOR,
    /** At the server, over a connection of its own. */
    SERVER,
    /** At the server, behind a hub that brings several sessions over one connection. */
    HUB
  }

  String sessionId() {
    return "talk" + id + "passive";
  }

  /** The host whose connections carry the talk; what befalls the host befalls the talk. */
  String host() {
    return place == Place.ACCEPTOR
        ? "bob" + id + ".example"
        : place == Place.SERVER ? Scenario.SERVER : Scenario.HUB;
  }
}
