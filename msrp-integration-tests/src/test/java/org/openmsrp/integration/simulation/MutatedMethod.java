// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import net.bytebuddy.asm.Advice;

/** Mistakes within the engine, each in one method. */
enum MutatedMethod {
  /** A request is answered twice. */
  DOUBLE_ANSWER("ConnectionEngine", "answer", Twice.class),

  /** A request is not answered. */
  LOST_ANSWER("ConnectionEngine", "answer", SkipSome.class),

  /** A report is sent twice. */
  DOUBLE_REPORT("ConnectionEngine", "report", Twice.class),

  /** A chunk says that it begins one octet further on. */
  OFF_BY_ONE_RANGE("WriteBatch", "send", FromPlusOne.class),

  /** The 30 s of a transaction begin 20 s before its last octet was written. */
  TIMER_FROM_THE_WRONG_MOMENT("Transactions", "sent", TwentySecondsAgo.class),

  /** The timer of a connection outlives it. */
  LEAKED_TIMER("EngineClock", "stop", Skip.class),

  /** Transactions of a connection that has ended are not forgotten. */
  LEAKED_TRANSACTIONS("Transactions", "remove", ForgetNothing.class),

  /** What was queued when a session ended is forgotten in silence. */
  LIMBO("Outbox", "lose", Skip.class),

  /** A message counts as accepted before it was answered. */
  EARLY_ACCEPTANCE("MessageFate", "chunkBegun", Skip.class),

  /** A success is reported before the user has the message. */
  EARLY_REPORT("InboundMessage", "endChunk", DoneTooSoon.class),

  /** A short message waits for its turn among long ones. */
  UNFAIR_QUEUE("OutboundMessage", "brief", AlwaysFalse.class),

  /** A window is not given back. */
  WINDOW_LEAK("SessionCore", "taken", SkipSome.class),

  /** A full window stops nobody. */
  NO_BACKPRESSURE("ReadGate", "received", Skip.class),

  /** Octets of a body that look like the chunk's end-line are not noticed. */
  OWN_END_LINE("org.openmsrp.codec.EndLineScanner", "scan", NoClash.class),

  /** Every thirteenth callback is lost. */
  LOST_CALLBACK("SerialExecutor", "run", SkipSome.class),

  /** A session id that is bound may be bound again over another connection. */
  BOUND_TWICE("Expectation", "bound", Skip.class),

  /** The end of a session is not told. */
  LOST_END("MessageReceiver", "onClosed", Skip.class),

  /** A message with holes counts as complete. */
  WRONG_RANGES("RangeSet", "covers", AlwaysTrue.class);

  final String type;
  final String method;
  final Class<?> advice;

  MutatedMethod(String type, String method, Class<?> advice) {
    this.type = type.contains(".") ? type : "org.openmsrp.session." + type;
    this.method = method;
    this.advice = advice;
  }

  /** Does not run the method. */
  static final class Skip {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }
  }

  /** Does not run the method every thirteenth time. */
  static final class SkipSome {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return Counting.next() % 13 == 0;
    }
  }

  /** Counts the calls of a method. */
  public static final class Counting {
    private static int calls;

    private Counting() {}

    /** One more. */
    public static int next() {
      return ++calls;
    }
  }

  /** Runs the method twice. */
  static final class Twice {
    @Advice.OnMethodExit(repeatOn = Advice.OnNonDefaultValue.class)
    static boolean exit(@Advice.Local("again") boolean again) {
      boolean repeat = !again;
      again = true;
      return repeat;
    }
  }

  /** The fourth argument is a place, which becomes the next one. */
  static final class FromPlusOne {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 3, readOnly = false) long from) {
      from = from == 1 ? 1 : from + 1;
    }
  }

  /** The second argument is a moment, which becomes an earlier one. */
  static final class TwentySecondsAgo {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) long now) {
      now -= 20_000_000_000L;
    }
  }

  /** Says yes. */
  static final class AlwaysTrue {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean answer) {
      answer = true;
    }
  }

  /** Says no. */
  static final class AlwaysFalse {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean answer) {
      answer = false;
    }
  }

  /** Finds no end-line. */
  static final class NoClash {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) int found) {
      found = -1;
    }
  }

  /** Finds no transaction. */
  static final class ForgetNothing {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return Counting.next() % 13 == 0;
    }
  }

  /** Reports a message as soon as its first chunk has ended. */
  static final class DoneTooSoon {
    @Advice.OnMethodExit
    static void exit(@Advice.This Object message) throws ReflectiveOperationException {
      java.lang.reflect.Method done = message.getClass().getDeclaredMethod("onDone");
      done.setAccessible(true);
      done.invoke(message);
    }
  }
}
