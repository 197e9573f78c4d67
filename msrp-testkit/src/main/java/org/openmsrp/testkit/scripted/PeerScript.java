// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

/**
 * Steps that a peer takes one after the other: a script that several tests play, or the same one
 * over several transports.
 */
@FunctionalInterface
public interface PeerScript {

  /**
   * Takes the steps.
   *
   * @param peer whoever plays
   * @throws ScriptFailure at the first step that does not go as written
   */
  void play(ScriptedPeer peer);
}
