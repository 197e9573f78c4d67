// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.dns;

import static java.util.Objects.requireNonNull;

/**
 * An SRV record (RFC 2782).
 *
 * @param priority 0 to 65535; lower ones are tried first
 * @param weight 0 to 65535; the share of those that are tried first within a priority
 * @param port 0 to 65535
 * @param target the host's name without the dot at its end, or {@code .} if the service is
 *     decidedly not available at the domain
 */
public record SrvRecord(int priority, int weight, int port, String target) {

  private static final int MAX = 0xFFFF;
  private static final int MAX_NAME = 253;
  private static final String NO_TARGET = ".";

  /**
   * Checks the ranges and drops a dot at the end of the target.
   *
   * @param priority 0 to 65535
   * @param weight 0 to 65535
   * @param port 0 to 65535
   * @param target a name of at most 253 visible ASCII characters
   * @throws IllegalArgumentException if a component is out of its range
   */
  public SrvRecord {
    requireRange(priority, "priority");
    requireRange(weight, "weight");
    requireRange(port, "port");
    requireNonNull(target, "target");
    if (target.length() > 1 && target.endsWith(".")) {
      target = target.substring(0, target.length() - 1);
    }
    if (target.isEmpty()
        || target.length() > MAX_NAME
        || !target.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException("target is no name of 1 to 253 ASCII characters");
    }
  }

  private static void requireRange(int value, String what) {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException(what + " out of range: " + value);
    }
  }

  /**
   * Whether the record names a host.
   *
   * @return false if its target is {@code .}
   */
  public boolean hasTarget() {
    return !target.equals(NO_TARGET);
  }
}
