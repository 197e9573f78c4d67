// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;

/**
 * A frame of MSRP that was on a connection: a chunk, another request, or a response.
 *
 * @param began when its first octet was seen
 * @param ended when its last octet was seen; if that never came, the last that did
 * @param from who sent it
 * @param to for whom it is: the next hop
 * @param content what it says
 * @param octets the size of its body
 * @param flag how it ended; empty if it did not, or can't be read
 */
public record Frame(
    Instant began,
    Instant ended,
    Party from,
    Party to,
    Content content,
    long octets,
    Optional<ContinuationFlag> flag) {

  /** What a frame says. */
  public sealed interface Content {}

  /**
   * A frame that can be read.
   *
   * @param head everything before the body
   */
  public record Understood(MsrpHead head) implements Content {

    /**
     * Checks that there is a head.
     *
     * @param head everything before the body
     */
    public Understood {
      requireNonNull(head, "head");
    }
  }

  /**
   * Something that is no frame of MSRP, or a malformed one.
   *
   * @param problem what is wrong with it
   */
  public record Broken(String problem) implements Content {

    /**
     * Checks that there is a problem.
     *
     * @param problem what is wrong with it
     */
    public Broken {
      requireNonNull(problem, "problem");
    }
  }

  /**
   * Checks that nothing is missing.
   *
   * @param began when its first octet was seen
   * @param ended when its last octet was seen
   * @param from who sent it
   * @param to for whom it is
   * @param content what it says
   * @param octets the size of its body
   * @param flag how it ended
   */
  public Frame {
    requireNonNull(began, "began");
    requireNonNull(ended, "ended");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(content, "content");
    requireNonNull(flag, "flag");
  }
}
