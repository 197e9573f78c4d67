// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** A peer that says anything, to a stack in any state, in simulated time. */
final class EngineTarget {

  private static final int ONE_IN = 6;
  private static final int MOST_SECONDS = 45;

  private EngineTarget() {}

  static void run(byte[] octets) {
    if (octets.length == 0) {
      return;
    }
    EngineState[] states = EngineState.values();
    EngineState state = states[(octets[0] & 0xFF) % states.length];
    EngineWorld world = new EngineWorld();
    try {
      state.enter(world);
      send(world, Arrays.copyOfRange(octets, 1, octets.length), Chance.of(octets));
    } finally {
      world.close();
    }
  }

  private static void send(EngineWorld world, byte[] octets, Random random) {
    for (byte[] piece : Chance.pieces(octets, random)) {
      world.peer().sends(piece);
      if (random.nextInt(ONE_IN) == 0) {
        world.advance(Duration.ofSeconds(random.nextInt(MOST_SECONDS)));
      }
    }
    world.advance(Duration.ofMinutes(2));
  }
}
