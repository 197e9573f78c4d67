// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.port.logging.MsrpLogger;

/** Shows what was sent to the logger of the session that sent it. */
final class SentTraffic implements ChunkSink {

  private final TrafficLog traffic;
  private MsrpLogger logger = MsrpLogger.NONE;
  private String transactionId = "";
  private boolean body;

  SentTraffic(TrafficLog traffic) {
    this.traffic = traffic;
  }

  @Override
  public void onRequest(RequestHead head) {
    begin(head);
  }

  @Override
  public void onResponse(ResponseHead head) {
    begin(head);
    onEnd(ContinuationFlag.COMPLETE);
  }

  private void begin(MsrpHead head) {
    logger = traffic.loggerOf(head.fromPath().last());
    transactionId = head.transactionId();
    body = head.headers().contentType().isPresent();
    MsrpHead shown = redacted(head);
    if (logger.logsTraffic()) {
      logger.sentNewChunk(ChunkEncoder.encodeStart(shown), traffic.info(), shown);
    }
  }

  @Override
  public void onBody(ByteBuffer octets) {
    if (logger.logsTraffic()) {
      logger.sentChunkData(octets.asReadOnlyBuffer(), traffic.info(), transactionId);
    }
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    if (logger.logsTraffic()) {
      ByteBuffer line =
          body
              ? ChunkEncoder.encodeEnd(transactionId, flag)
              : ChunkEncoder.encodeBodilessEnd(transactionId, flag);
      logger.sentChunkEnd(line, traffic.info(), transactionId);
    }
  }

  @Override
  public void onMalformed(MalformedChunk chunk) {
    logger.debug(() -> "what was sent can't be shown: " + chunk.error().getMessage());
  }

  /** Without the digest response (RFC 4976 §5.1). */
  static MsrpHead redacted(MsrpHead head) {
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
