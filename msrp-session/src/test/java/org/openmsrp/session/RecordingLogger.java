// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;

/** Keeps what is logged. */
final class RecordingLogger implements MsrpLogger {

  final List<String> events = new ArrayList<>();
  final List<Throwable> errors = new ArrayList<>();
  final StringBuilder sent = new StringBuilder();
  final StringBuilder received = new StringBuilder();
  boolean traffic = true;

  @Override
  public boolean logsTraffic() {
    return traffic;
  }

  @Override
  public void receivedNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
    received.append(text(data));
  }

  @Override
  public void receivedChunkData(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    received.append(text(data));
  }

  @Override
  public void receivedChunkEnd(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    received.append(text(data));
  }

  @Override
  public void sentNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
    sent.append(text(data));
  }

  @Override
  public void sentChunkData(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    sent.append(text(data));
  }

  @Override
  public void sentChunkEnd(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    sent.append(text(data));
  }

  @Override
  public void info(String message) {
    events.add(message);
  }

  @Override
  public void warn(String message) {
    events.add(message);
  }

  @Override
  public void error(String message, Throwable cause) {
    events.add(message);
    errors.add(cause);
  }

  @Override
  public void fatal(String message, Throwable cause) {
    error(message, cause);
  }

  private static String text(ByteBuffer data) {
    return UTF_8.decode(data.duplicate()).toString().replace("\r\n", "\n");
  }
}
