// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Changes what arrives at an engine, frame by frame. */
final class WireChange {

  /** Says what becomes of one frame: nothing, itself, or others. */
  interface Rule {
    List<Frame> apply(Frame frame);
  }

  private final Frames frames = new Frames();
  private final Rule rule;

  WireChange(Rule rule) {
    this.rule = rule;
  }

  List<ByteBuffer> change(ByteBuffer octets) {
    List<ByteBuffer> changed = new ArrayList<>();
    for (Frame frame : frames.add(octets)) {
      rule.apply(frame).forEach(one -> changed.add(one.encode()));
    }
    return changed;
  }
}
