// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventAware;

class Slf4jMsrpLoggerTest {

  private static final ConnectionInfo INFO =
      new ConnectionInfo(
          "test",
          Endpoint.tcp("192.0.2.1", 1),
          Endpoint.tcp("192.0.2.2", 2855),
          Framing.STREAM,
          Optional.empty());

  private final Backend backend = new Backend();
  private final MsrpLogger logger =
      new Slf4jMsrpLogger(backend).forConnection(INFO).forSession("session-7");

  @Test
  void events_ofASession_haveItsIdAndConnectionAtTheirLevel() {
    logger.debug("a");
    logger.debug(() -> "a, made when asked for");
    logger.info("b {}");
    logger.warn("c");
    logger.error("d", new IllegalStateException());
    logger.fatal("e", new IllegalStateException());
    String pairs =
        "[session=\"session-7\", connection=\"tcp://192.0.2.1:1|tcp://192.0.2.2:2855\"] ";
    assertThat(backend.lines)
        .containsExactly(
            "DEBUG[]" + pairs + "a",
            "DEBUG[]" + pairs + "a, made when asked for",
            "INFO[]" + pairs + "b {}",
            "WARN[]" + pairs + "c",
            "ERROR[]" + pairs + "d",
            "ERROR[FATAL]" + pairs + "e");
  }

  @Test
  void traffic_isTracedWithDirectionAndTransaction_andCantFakeALine() {
    ByteBuffer octets = ByteBuffer.wrap("x\r\nINFO faked \u00e4\\".getBytes(UTF_8));
    logger.sentChunkData(octets, INFO, "tran1");
    logger.receivedChunkEnd(octets, INFO, "tran2");
    assertThat(backend.lines).hasSize(2);
    assertThat(backend.lines.get(0))
        .startsWith("TRACE[OUT][session=\"session-7\", connection=")
        .contains("transaction=\"tran1\"")
        .endsWith("] 17 octets x\\r\\nINFO faked \\xc3\\xa4\\\\");
    assertThat(backend.lines.get(1)).startsWith("TRACE[IN]").contains("transaction=\"tran2\"");
  }

  @Test
  void levels_thatAreOff_makeNoEvent() {
    backend.least = Level.WARN;
    logger.info("not wanted");
    logger.debug(Slf4jMsrpLoggerTest::unwanted);
    GuardedLogger.of(logger).debug(Slf4jMsrpLoggerTest::unwanted);
    MsrpLogger.NONE.debug(Slf4jMsrpLoggerTest::unwanted);
    assertThat(logger.logsTraffic()).isFalse();
    assertThat(backend.lines).isEmpty();
  }

  private static String unwanted() {
    throw new AssertionError("nobody takes it");
  }

  /** Keeps events whole, as a backend that knows pairs does. */
  private static final class Backend extends LegacyAbstractLogger implements LoggingEventAware {
    private static final long serialVersionUID = 1L;
    private final transient List<String> lines = new ArrayList<>();
    private Level least = Level.TRACE;

    @Override
    public void log(LoggingEvent event) {
      List<KeyValuePair> pairs = event.getKeyValuePairs();
      List<Marker> markers = event.getMarkers();
      String message =
          event.getArgumentArray() == null
              ? event.getMessage()
              : String.valueOf(event.getArgumentArray()[0]);
      lines.add(
          event.getLevel() + (markers == null ? "[]" : markers.toString()) + pairs + " " + message);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable failure) {
      throw new AssertionError("events come as events");
    }

    private boolean on(Level level) {
      return level.toInt() >= least.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
      return on(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
      return on(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
      return on(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
      return on(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
      return on(Level.ERROR);
    }
  }
}
