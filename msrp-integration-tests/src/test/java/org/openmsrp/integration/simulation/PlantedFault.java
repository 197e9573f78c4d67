// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.port.time.Timers;

/** Mistakes that a peer, the network or the clock makes: planted from outside the engine. */
enum PlantedFault implements Faults {
  /** Every seventh response is lost. */
  LOST_RESPONSE(every(7, frame -> frame.head() instanceof ResponseHead, frame -> List.of())),

  /** Every response comes with another status. */
  WRONG_STATUS(
      every(
          3,
          frame -> frame.head() instanceof ResponseHead,
          frame -> List.of(Rewriting.refused(frame)))),

  LOST_REPORT(every(2, PlantedFault::isReport, frame -> List.of())),

  DOUBLE_REPORT(every(1, PlantedFault::isReport, frame -> List.of(frame, Rewriting.again(frame)))),

  /** A chunk says that it begins one octet further on. */
  SHIFTED_RANGE(every(2, PlantedFault::hasBody, frame -> List.of(Rewriting.shifted(frame)))),

  FLIPPED_OCTET(every(5, PlantedFault::hasBody, frame -> List.of(Rewriting.flipped(frame)))),

  /** The last chunk of a message says that there is more. */
  LOST_END(
      every(
          4,
          frame -> hasBody(frame) && frame.flag() == ContinuationFlag.COMPLETE,
          frame -> List.of(new Frame(frame.head(), frame.body(), ContinuationFlag.MORE)))),

  /** A chunk that got lost: the peer never saw it. */
  LOST_CHUNK(every(6, PlantedFault::hasBody, frame -> List.of())),

  /** Everything that should take 30 s takes 15. */
  FAST_CLOCK(null, timers -> new SkewedTimers(timers, 2)),

  /** Everything that should take 30 s takes half an hour. */
  SLOW_CLOCK(null, timers -> new SkewedTimers(timers, 1 / 60.0));

  private interface Test {
    boolean concerns(Frame frame);
  }

  private interface Planting {
    WireChange.Rule newRule();
  }

  private final @Nullable Planting planting;
  private final UnaryOperator<Timers> timers;

  PlantedFault(Planting planting) {
    this(planting, timers -> timers);
  }

  PlantedFault(@Nullable Planting planting, UnaryOperator<Timers> timers) {
    this.planting = planting;
    this.timers = timers;
  }

  private static Planting every(int count, Test test, WireChange.Rule rule) {
    return () -> {
      int[] seen = {0};
      return frame ->
          test.concerns(frame) && ++seen[0] % count == 0 ? rule.apply(frame) : List.of(frame);
    };
  }

  @Override
  public WireChange.@Nullable Rule wire() {
    return planting == null ? null : planting.newRule();
  }

  @Override
  public Timers timers(Timers right) {
    return timers.apply(right);
  }

  private static boolean isReport(Frame frame) {
    return frame.head() instanceof RequestHead head && head.method().equals(MsrpMethod.REPORT);
  }

  private static boolean hasBody(Frame frame) {
    return frame.head() instanceof RequestHead && frame.body().size() > 1;
  }

  /** What becomes of a frame. */
  private static final class Rewriting {
    private static int copies;

    static Frame refused(Frame frame) {
      ResponseHead head = (ResponseHead) frame.head();
      return new Frame(
          new ResponseHead(
              head.transactionId(),
              org.openmsrp.domain.MsrpStatus.FORBIDDEN,
              head.toPath(),
              head.fromPath(),
              head.headers()),
          frame.body(),
          frame.flag());
    }

    static Frame again(Frame frame) {
      RequestHead head = (RequestHead) frame.head();
      return new Frame(
          new RequestHead(
              "copy" + ++copies, head.method(), head.toPath(), head.fromPath(), head.headers()),
          frame.body(),
          frame.flag());
    }

    static Frame shifted(Frame frame) {
      RequestHead head = (RequestHead) frame.head();
      long start = head.headers().byteRange().map(ByteRange::start).orElse(1L);
      ByteRange shifted = ByteRange.of(start + 1, OptionalLong.empty(), OptionalLong.empty());
      return new Frame(
          new RequestHead(
              head.transactionId(),
              head.method(),
              head.toPath(),
              head.fromPath(),
              head.headers().toBuilder().set(HeaderName.BYTE_RANGE, shifted).build()),
          frame.body(),
          frame.flag());
    }

    static Frame flipped(Frame frame) {
      byte[] octets = frame.body().toByteArray();
      octets[octets.length / 2] ^= 1;
      return new Frame(frame.head(), MsrpBody.copyOf(octets), frame.flag());
    }
  }

  /** A clock that goes too fast or too slow. */
  private record SkewedTimers(Timers right, double speed) implements Timers {
    @Override
    public Timer schedule(Duration delay, Runnable task) {
      return right.schedule(Duration.ofNanos((long) (delay.toNanos() / speed) + 1), task);
    }

    @Override
    public long nanoTime() {
      return (long) (right.nanoTime() * speed);
    }
  }
}
