// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.session.MsrpLimits;

/**
 * Looks into an engine: whether what it holds keeps within its limits while it lives, and whether
 * it holds anything when it has ended. It goes by the names of fields, since nothing of this is
 * public; who renames one changes it here.
 */
final class EngineProbe {

  /** A short message counts when all of it is there; so much it may have by then. */
  private static final int COLLECTED = 16 * 1024;

  /** What one frame costs in the window beyond its octets on the wire, at most. */
  private static final int PER_FRAME = 512;

  private static final ClassValue<Map<String, Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Field> computeValue(Class<?> owner) {
          return fields(owner);
        }
      };

  /** What a message costs beside its octets when it is shown: the user's call and two pieces. */
  private static final int SHOWN = 512 + 2 * 128;

  /** What it costs to tell a user of a chunk that was answered late, or never. */
  private static final int LATE = 512;

  private final MsrpLimits limits;
  private final int sends;
  private final Ledger ledger;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private int largestRead;
  private long costliestRead;

  /** Each of so many messages that are sent may have a late word of its own, unasked. */
  EngineProbe(MsrpLimits limits, int sends, Ledger ledger) {
    this.limits = limits;
    this.sends = sends;
    this.ledger = ledger;
  }

  /** After a read of some octets, in which so many frames began or ended. */
  void check(ConnectionHandler engine, int read, int frames) {
    largestRead = Math.max(largestRead, read);
    costliestRead = Math.max(costliestRead, read + (long) PER_FRAME * frames);
    for (Object session : sessions(engine).values()) {
      seen.add(session);
      long queued = ((AtomicLong) get(session, "queuedOctets")).get();
      int messages = ((AtomicInteger) get(session, "queuedMessages")).get();
      limit("octets not taken", untaken(session), window());
      limit("octets queued", queued, Math.max(limits.outboundOctets(), 1 << 20));
      limit("messages queued", messages, limits.outboundMessages());
      Object receiver = get(session, "receiver");
      if (receiver.getClass().getSimpleName().equals("MessageReceiver")) {
        int incoming = ((Map<?, ?>) get(receiver, "messages")).size();
        limit("messages coming in", incoming, limits.messagesInFlight());
      }
    }
    int answers = ((Collection<?>) get(get(engine, "outbound"), "answers")).size();
    limit("answers queued", answers, limits.queuedAnswers() + largestRead / 50 + 10);
  }

  private long window() {
    int collected = Math.min(COLLECTED, limits.inboundWindow() / 4);
    return limits.inboundWindow() + collected + SHOWN + costliestRead + (long) LATE * sends;
  }

  /** When users have taken everything: nothing may be left in a window. */
  void atRest() {
    for (Object session : seen) {
      limit("octets in the window of a user who took all", untaken(session), 0);
    }
  }

  private static long untaken(Object session) {
    return ((AtomicLong) get(session, "untaken")).get();
  }

  private void limit(String what, long value, long most) {
    if (value < 0 || value > most) {
      ledger.wrong(value + " " + what + ", at most " + most + " are allowed");
    }
  }

  /** After the last signal. */
  void ended(ConnectionHandler engine) {
    empty("sessions", sessions(engine).values());
    Object transactions = get(engine, "transactions");
    empty("transactions begun", ((Map<?, ?>) get(transactions, "begun")).values());
    empty("transactions awaited", ((Map<?, ?>) get(transactions, "awaited")).values());
    empty("silent transactions", ((Map<?, ?>) get(transactions, "silent")).values());
    empty("reports awaited", ((Map<?, ?>) get(get(engine, "reportWatch"), "deadlines")).keySet());
    empty("sessions draining", (Collection<?>) get(engine, "draining"));
  }

  private void empty(String what, Collection<?> left) {
    if (!left.isEmpty()) {
      ledger.wrong(left.size() + " " + what + " left in a connection that has ended");
    }
  }

  private static Map<?, ?> sessions(Object engine) {
    return (Map<?, ?>) get(engine, "sessions");
  }

  private static Object get(Object owner, String name) {
    Field field = FIELDS.get(owner.getClass()).get(name);
    if (field == null) {
      throw new IllegalStateException(
          "the probe must follow the engine: no " + name + " in " + owner.getClass());
    }
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Field> fields(Class<?> owner) {
    Map<String, Field> fields = new HashMap<>();
    for (Field field : owner.getDeclaredFields()) {
      field.setAccessible(true);
      fields.put(field.getName(), field);
    }
    return fields;
  }
}
