// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportConnector;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.testkit.tck.BrokenTransport.Bent;
import org.openmsrp.testkit.tck.BrokenTransport.Break;

/** Mistakes that transports make, each with the test that must find it. */
@SuppressWarnings("ImmutableEnumChecker") // A supplier without state.
enum Fault {
  STAGE_BEFORE_OPEN("required_t1_1_onOpenComesOnceAndBeforeTheStageCompletes", LateOpening::new),
  SIGNAL_AFTER_CLOSED("required_t1_2_signalsFollowTheGrammar", ClosedTwice::new),
  SIGNALS_ON_OTHER_THREADS("required_t1_3_signalWaitsForTheOneBefore", Concurrent::new),
  WRITTEN_WITHIN_WRITE("required_t1_4_verbsWithinASignalDeliverNothing", Nested::new),
  RECURSIVE_WRITES("required_t1_4_chainedEmptyWritesNeedNoStack", Nested::new),
  HANDLER_FAILURE_IGNORED("required_t1_5_handlerThatThrowsIsAborted", Forgiving::new),
  WAKE_WITHIN_SIGNAL_LOST("required_t1_6_wakeWithinOnWakeIsDeliveredAgain", DeafInside::new),
  WAKES_COUNTED("required_t1_6_wakesBeforeDeliveryCountOnce", CountedWakes::new),
  READS_UNASKED("required_t2_1_noBytesWithoutDemand", Eager::new),
  DEMAND_COUNTED("required_t2_2_repeatedDemandCountsOnce", CountedDemand::new),
  LENT_BUFFER_WRITABLE("required_t2_3_lentBuffersHoldUntilReturn", Writable::new),
  OCTETS_DOUBLED("required_t2_4_octetsComeInOrderForEveryFragmentation", Doubled::new),
  CLOSE_LOSES_OCTETS("required_t2_4_octetsComeBeforeThePeersEnd", Rash::new),
  FRAMES_UNMARKED("required_t2_5_framesEndOnceWhereTheirWriterEndedThem", Unmarked::new),
  MESSAGE_CUT_IN_TWO("required_t2_5_partsOfOneWriteAreOneMessage", Cutter::new),
  MESSAGE_WITHOUT_END("required_t2_5_framesEndOnceWhereTheirWriterEndedThem", Endless::new),
  EACH_PIECE_A_MESSAGE("required_t2_5_framesEndOnceWhereTheirWriterEndedThem", Chopper::new),
  QUEUES_WITHOUT_BOUND("required_t2_6_writerStopsIfNobodyReads", Hoarder::new),
  RESET_AS_ORDERLY_END("required_t2_7_resetIsNoticedWithDemand", Optimist::new),
  SECOND_WRITE_IGNORED("required_t3_1_secondWriteThrowsAndChangesNothing", Lenient::new),
  CONTENT_ALTERED("required_t3_2_contentOfBuffersIsNotAltered", Masking::new),
  WRITTEN_TOO_EARLY("required_t3_2_buffersAreFreeAfterOnWritten", Hasty::new),
  PARTS_REVERSED("required_t3_2_severalPartsAreWrittenInOrder", Reversed::new),
  WRITTEN_TWICE("required_t3_3_eachWriteIsSignalledOnce", WrittenTwice::new),
  UNFINISHED_MESSAGE_TAKEN("required_t3_4_unfinishedMessageIsRefused", Obliging::new),
  MESSAGE_OF_NOTHING("required_t3_3_emptyWriteSendsNoMessage", Chatty::new),
  WRITE_AFTER_CLOSE_THROWS("required_t3_5_verbsAfterCloseDoNothing", Strict::new),
  CLOSE_FORGETS_THE_WRITE("required_t4_1_closeCompletesThePendingWrite", Rash::new),
  CLOSE_NEVER_ENDS("required_t4_1_closeWithoutAnswerIsLocalAfterTheTimeout", Patient::new),
  ABORT_CLOSES_IN_ORDER("required_t4_2_abortDiscardsWhatIsPending", Polite::new),
  HANDLER_KEPT("required_t4_3_handlerIsNotKept", Keeper::new),
  BINDING_STAYS_OPEN("required_t4_4_closedBindingRefusesAndKeepsConnections", OpenDoor::new),
  CONNECTOR_STAYS_OPEN("required_t4_4_closedConnectorAbortsItsConnections", OpenDoor::new),
  FACTS_CHANGE("required_t5_1_infoIsConstant", Moving::new);

  private final String test;
  private final Supplier<Break> fault;

  Fault(String test, Supplier<Break> fault) {
    this.test = test;
    this.fault = fault;
  }

  String test() {
    return test;
  }

  /** One for each connection's two ends together; where a fault has state, ends keep it apart. */
  Break newBreak() {
    return fault.get();
  }

  private static final class LateOpening implements Break {
    @Override
    public void onOpen(Bent bent) {
      bent.connection.wake();
    }

    @Override
    public void onWake(Bent bent) {
      if (bent.state.compareAndSet(0, 1)) {
        bent.handler.onOpen(bent);
      } else {
        bent.handler.onWake();
      }
    }
  }

  private static final class ClosedTwice implements Break {
    @Override
    public void onClosed(Bent bent, CloseReason reason) {
      bent.handler.onClosed(reason);
      bent.handler.onClosed(reason);
    }
  }

  private static final class Concurrent implements Break {
    @Override
    public void wake(Bent bent) {
      new Thread(bent.handler::onWake, "second thread").start();
    }
  }

  private static final class Nested implements Break {
    @Override
    public void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      if (Arrays.stream(parts).anyMatch(ByteBuffer::hasRemaining)) {
        bent.connection.write(endOfFrame, parts);
      } else {
        bent.handler.onWritten();
      }
    }
  }

  private static final class Forgiving implements Break {
    @Override
    public void onWake(Bent bent) {
      try {
        bent.handler.onWake();
      } catch (RuntimeException ignored) {
        bent.state.set(1);
      }
    }
  }

  private static final class DeafInside implements Break {
    @Override
    public void onWake(Bent bent) {
      bent.state.set(1);
      bent.handler.onWake();
      bent.state.set(0);
    }

    @Override
    public void wake(Bent bent) {
      if (bent.state.get() == 0) {
        bent.connection.wake();
      }
    }
  }

  private static final class CountedWakes implements Break {
    @Override
    public void wake(Bent bent) {
      bent.state.incrementAndGet();
      bent.connection.wake();
    }

    @Override
    public void onWake(Bent bent) {
      for (int i = bent.state.getAndSet(0); i > 0; i--) {
        bent.handler.onWake();
      }
    }
  }

  private static final class Eager implements Break {
    @Override
    public void onOpen(Bent bent) {
      bent.handler.onOpen(bent);
      bent.connection.demand();
    }
  }

  private static final class CountedDemand implements Break {
    @Override
    public void demand(Bent bent) {
      bent.state.incrementAndGet();
      bent.connection.demand();
    }

    @Override
    public void onBytes(Bent bent, ByteBuffer bytes, boolean endOfFrame) {
      if (bent.state.decrementAndGet() > 0) {
        bent.connection.demand();
      }
      bent.handler.onBytes(bytes, endOfFrame);
    }
  }

  private static final class Writable implements Break {
    @Override
    public void onBytes(Bent bent, ByteBuffer bytes, boolean endOfFrame) {
      bent.handler.onBytes(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip(), endOfFrame);
    }
  }

  private static final class Doubled implements Break {
    @Override
    public void onBytes(Bent bent, ByteBuffer bytes, boolean endOfFrame) {
      boolean lucky = bytes.remaining() > 2 && bytes.remaining() % 2 == 0;
      bent.handler.onBytes(lucky ? bytes.slice(1, bytes.remaining() - 1) : bytes, endOfFrame);
    }
  }

  private static final class Rash implements Break {
    @Override
    public void close(Bent bent) {
      bent.connection.abort(Failures.onPurpose());
    }
  }

  private static final class Unmarked implements Break {
    @Override
    public void onBytes(Bent bent, ByteBuffer bytes, boolean endOfFrame) {
      bent.handler.onBytes(bytes, !endOfFrame);
    }
  }

  /** Mistakes that only a transport with MESSAGE framing can make. */
  private interface MessageBreak extends Break {
    @Override
    default String scheme() {
      return Endpoint.WS;
    }
  }

  private static final class Cutter implements MessageBreak {
    @Override
    public void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      bent.parts = Arrays.copyOfRange(parts, 1, parts.length);
      bent.connection.write(endOfFrame, parts[0]);
    }

    @Override
    public void onWritten(Bent bent) {
      ByteBuffer[] rest = bent.parts;
      if (rest.length == 0) {
        bent.handler.onWritten();
      } else {
        write(bent, true, rest);
      }
    }
  }

  private static final class Endless implements MessageBreak {
    @Override
    public void onBytes(Bent bent, ByteBuffer bytes, boolean endOfFrame) {
      bent.handler.onBytes(bytes, false);
    }
  }

  private static final class Chopper implements MessageBreak {
    @Override
    public void onBytes(Bent bent, ByteBuffer bytes, boolean endOfFrame) {
      bent.handler.onBytes(bytes, true);
    }
  }

  private static final class Obliging implements MessageBreak {
    @Override
    public void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      bent.connection.write(true, parts);
    }
  }

  private static final class Chatty implements MessageBreak {
    @Override
    public void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      boolean empty = Arrays.stream(parts).noneMatch(ByteBuffer::hasRemaining);
      bent.connection.write(endOfFrame, empty ? new ByteBuffer[] {Pattern.buffer(0, 1)} : parts);
    }
  }

  private static final class Hoarder implements Break {
    @Override
    public void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      bent.connection.wake();
    }

    @Override
    public void onWake(Bent bent) {
      bent.handler.onWritten();
    }
  }

  private static final class Optimist implements Break {
    @Override
    public void onClosed(Bent bent, CloseReason reason) {
      bent.handler.onClosed(new CloseReason.PeerClose());
    }
  }

  private static final class Lenient implements Break {
    @Override
    public void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      if (bent.state.compareAndSet(0, 1)) {
        bent.connection.write(endOfFrame, parts);
      }
    }

    @Override
    public void onWritten(Bent bent) {
      bent.state.set(0);
      bent.handler.onWritten();
    }
  }

  private static final class Masking implements Break {
    @Override
    public void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      bent.parts = parts.clone();
      bent.connection.write(endOfFrame, parts);
    }

    @Override
    public void onWritten(Bent bent) {
      for (ByteBuffer part : bent.parts) {
        if (!part.isReadOnly() && part.capacity() > 0) {
          part.put(part.limit() - 1, (byte) ~part.get(part.limit() - 1));
        }
      }
      bent.handler.onWritten();
    }
  }

  /** Tells its user that it is done as soon as it has begun. */
  private static final class Hasty implements Break {
    @Override
    public void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      bent.parts = parts;
      bent.connection.wake();
    }

    @Override
    public void onWake(Bent bent) {
      ByteBuffer[] parts = bent.parts;
      bent.handler.onWritten();
      bent.connection.write(true, parts);
    }

    @Override
    public void onWritten(Bent bent) {
      bent.state.incrementAndGet();
    }
  }

  private static final class Reversed implements Break {
    @Override
    public void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      ByteBuffer[] reversed = parts.clone();
      Collections.reverse(Arrays.asList(reversed));
      bent.connection.write(endOfFrame, reversed);
    }
  }

  private static final class WrittenTwice implements Break {
    @Override
    public void onWritten(Bent bent) {
      bent.handler.onWritten();
      bent.handler.onWritten();
    }
  }

  private static final class Strict implements Break {
    @Override
    public void close(Bent bent) {
      bent.state.set(1);
      bent.connection.close();
    }

    @Override
    public void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      if (bent.state.get() == 1) {
        throw new IllegalStateException("closed");
      }
      bent.connection.write(endOfFrame, parts);
    }
  }

  private static final class Patient implements Break {
    @Override
    public void close(Bent bent) {
      bent.state.set(1);
    }
  }

  private static final class Polite implements Break {
    @Override
    public void abort(Bent bent, TransportException reason) {
      bent.connection.close();
    }
  }

  /** Whoever keeps the connection keeps its handler as well. */
  private static final class Keeper implements Break {}

  private static final class OpenDoor implements Break {
    @Override
    public void closeBinding(TransportAcceptor.Binding binding) {}

    @Override
    public void closeConnector(TransportConnector connector) {}
  }

  private static final class Moving implements Break {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public ConnectionInfo info(Bent bent) {
      ConnectionInfo info = bent.connection.info();
      Endpoint moved = info.remote().withPort(1 + calls.incrementAndGet());
      return new ConnectionInfo(info.transport(), info.local(), moved, info.framing(), info.tls());
    }
  }
}
