// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * Shows the traffic of a connection to the loggers of its sessions, credentials left out. Costs one
 * test where traffic is not logged. Confined to the connection's serial context.
 *
 * <p>What was sent is shown by decoding what goes to the transport: so the log has exactly what is
 * on the wire, whoever composed it.
 */
final class TrafficLog {

  private final ConnectionEngine engine;
  private final MsrpLogger common;
  private boolean on;
  private MsrpLogger logger = MsrpLogger.NONE;
  private String transactionId = "";
  private boolean body;
  private final SentTraffic sentTraffic = new SentTraffic(this);
  private @Nullable ChunkDecoder sent;

  TrafficLog(ConnectionEngine engine) {
    this.engine = engine;
    this.common = engine.context().logger();
    this.on = common.logsTraffic();
  }

  /** A session came to the connection, perhaps with a logger of its own. */
  void add(SessionCore session) {
    on |= session.logger().logsTraffic();
  }

  boolean on() {
    return on;
  }

  void received(MsrpHead head) {
    if (on) {
      logger = loggerOf(head.toPath().last());
      transactionId = head.transactionId();
      body = head.headers().contentType().isPresent();
      MsrpHead shown = SentTraffic.redacted(head);
      if (logger.logsTraffic()) {
        logger.receivedNewChunk(ChunkEncoder.encodeStart(shown), info(), shown);
      }
    }
  }

  void receivedBody(ByteBuffer octets) {
    if (on && logger.logsTraffic()) {
      logger.receivedChunkData(octets.asReadOnlyBuffer(), info(), transactionId);
    }
  }

  void receivedEnd(ContinuationFlag flag) {
    if (on && logger.logsTraffic()) {
      ByteBuffer line =
          body
              ? ChunkEncoder.encodeEnd(transactionId, flag)
              : ChunkEncoder.encodeBodilessEnd(transactionId, flag);
      logger.receivedChunkEnd(line, info(), transactionId);
    }
  }

  /** Octets go to the transport now. */
  void sent(ByteBuffer... parts) {
    ChunkDecoder decoder = sent;
    if (decoder == null) {
      decoder = new ChunkDecoder(engine.context().limits().decoder());
      sent = decoder;
    }
    try {
      for (ByteBuffer part : parts) {
        decoder.decode(part.asReadOnlyBuffer(), sentTraffic);
      }
    } catch (MsrpSyntaxException e) {
      common.debug(() -> "what was sent can't be shown: " + e.getMessage());
    }
  }

  MsrpLogger loggerOf(MsrpUri own) {
    SessionCore session = engine.session(own);
    return session == null ? common : session.logger();
  }

  ConnectionInfo info() {
    return engine.connection().info();
  }
}
