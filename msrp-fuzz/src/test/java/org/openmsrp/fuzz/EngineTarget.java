// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** A peer or a relay that says anything, to a stack in any state, in simulated time. */
final class EngineTarget {

  private static final int ONE_IN = 6;
  private static final int MOST_SECONDS = 45;

  private EngineTarget() {}

  static void engine(byte[] octets) {
    run(octets, EngineState.values());
  }

  static void relay(byte[] octets) {
    run(octets, RelayState.values());
  }

  /** Where a stack stands when octets begin to come. */
  interface State {
    void enter(EngineWorld world);
  }

  private static void run(byte[] octets, State[] states) {
    if (octets.length == 0) {
      return;
    }
    State state = states[(octets[0] & 0xFF) % states.length];
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
