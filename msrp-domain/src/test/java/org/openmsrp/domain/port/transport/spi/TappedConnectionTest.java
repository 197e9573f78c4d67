// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.TransportException;

class TappedConnectionTest {

  private static final class Tap extends TappedConnection {
    Tap(ConnectionHandler user) {
      super(user);
    }
  }

  private final List<String> calls = new ArrayList<>();
  private final ConnectionHandler user = noting(ConnectionHandler.class);
  private final Connection line = noting(Connection.class);
  private final Tap tap = new Tap(user);

  /** Notes which method was called with what. */
  private <T> T noting(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              String with = arguments == null ? "" : shown(arguments[0]);
              calls.add(type.getSimpleName() + "." + method.getName() + with);
              return null;
            }));
  }

  private static String shown(Object argument) {
    return argument instanceof Tap ? " the tap" : " " + argument.getClass().getSimpleName();
  }

  @Test
  void signals_withoutAnOverride_reachTheUserWithTheTapAsConnection() {
    tap.onOpen(line);
    tap.onBytes(ByteBuffer.allocate(1).asReadOnlyBuffer(), false);
    tap.onWritten();
    tap.onWake();
    tap.onClosed(new CloseReason.LocalClose());

    assertThat(calls)
        .containsExactly(
            "ConnectionHandler.onOpen the tap",
            "ConnectionHandler.onBytes HeapByteBufferR",
            "ConnectionHandler.onWritten",
            "ConnectionHandler.onWake",
            "ConnectionHandler.onClosed LocalClose");
  }

  @Test
  void verbs_withoutAnOverride_reachTheConnection() {
    tap.onOpen(line);
    calls.clear();
    tap.info();
    tap.demand();
    tap.write(true, ByteBuffer.allocate(1));
    tap.wake();
    tap.close();
    tap.abort(new TransportException(TransportException.Kind.ABORTED, "enough"));

    assertThat(calls)
        .containsExactly(
            "Connection.info",
            "Connection.demand",
            "Connection.write Boolean",
            "Connection.wake",
            "Connection.close",
            "Connection.abort TransportException");
  }

  @Test
  void verb_beforeTheConnectionIsOpen_isRefused() {
    assertThatThrownBy(tap::demand).isInstanceOf(NullPointerException.class);
  }
}
