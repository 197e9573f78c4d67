// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;

/**
 * Shows traffic to the logger, credentials left out. Costs one test where traffic is not logged.
 */
final class TrafficLog {

  private final ConnectionEngine engine;
  private final MsrpLogger logger;
  private final boolean on;
  private String transactionId = "";

  TrafficLog(ConnectionEngine engine) {
    this.engine = engine;
    this.logger = engine.context().logger();
    this.on = logger.logsTraffic();
  }

  void received(MsrpHead head) {
    if (on) {
      transactionId = head.transactionId();
      MsrpHead shown = redacted(head);
      logger.receivedNewChunk(ChunkEncoder.encodeStart(shown), info(), shown);
    }
  }

  void receivedBody(ByteBuffer octets) {
    if (on) {
      logger.receivedChunkData(octets.asReadOnlyBuffer(), info(), transactionId);
    }
  }

  void receivedEnd(ContinuationFlag flag) {
    if (on) {
      logger.receivedChunkEnd(ChunkEncoder.encodeEnd(transactionId, flag), info(), transactionId);
    }
  }

  private ConnectionInfo info() {
    return engine.connection().info();
  }

  private static MsrpHead redacted(MsrpHead head) {
    boolean secret = head.headers().value(HeaderName.AUTHORIZATION).isPresent();
    return secret && head instanceof RequestHead request
        ? new RequestHead(
            request.transactionId(),
            request.method(),
            request.toPath(),
            request.fromPath(),
            request.headers().toBuilder().remove(HeaderName.AUTHORIZATION).build())
        : head;
  }
}
