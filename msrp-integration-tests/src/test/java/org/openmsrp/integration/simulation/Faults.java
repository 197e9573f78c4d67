// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.time.Timers;

/** What a run does wrong on purpose, outside the engine, to see whether it is found. */
interface Faults {

  /** Nothing is wrong on purpose. */
  Faults NONE = new Faults() {};

  /** Changes what arrives at each engine; null changes nothing. */
  default WireChange.@Nullable Rule wire() {
    return null;
  }

  /** The timers that the stacks get. */
  default Timers timers(Timers right) {
    return right;
  }
}
