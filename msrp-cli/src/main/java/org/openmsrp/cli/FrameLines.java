// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** Prints each frame on a line; the first malformed one ends it with its error. */
final class FrameLines implements ChunkSink {

  private static final String SEPARATOR = " | ";

  private final PrintStream out;
  private @Nullable RequestHead head;
  private long octets;

  FrameLines(PrintStream out) {
    this.out = out;
  }

  /** What is known of a frame that has begun and not ended, as the end of a sentence. */
  String unfinished() {
    RequestHead request = head;
    return request == null
        ? ", within a head"
        : ", after " + octets + " octets of the body of " + request.transactionId();
  }

  @Override
  public void onRequest(RequestHead request) {
    head = request;
    octets = 0;
  }

  @Override
  public void onResponse(ResponseHead response) {
    print("MSRP " + response.transactionId() + " " + response.status(), response, 0, "$");
  }

  @Override
  public void onBody(ByteBuffer body) {
    octets += body.remaining();
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    RequestHead request = head;
    head = null;
    if (request != null) {
      String start = "MSRP " + request.transactionId() + " " + request.method();
      print(start, request, octets, String.valueOf(flag.symbol()));
    }
  }

  @Override
  public void onMalformed(MalformedChunk chunk) {
    throw chunk.error();
  }

  private void print(String start, MsrpHead frame, long bodyOctets, String flag) {
    StringBuilder line = new StringBuilder(start);
    line.append(SEPARATOR).append("To-Path: ").append(frame.toPath());
    line.append(SEPARATOR).append("From-Path: ").append(frame.fromPath());
    for (Header<?> header : frame.headers().all()) {
      line.append(SEPARATOR).append(header.name()).append(": ").append(header.encoded());
    }
    line.append(SEPARATOR).append(bodyOctets).append(" octets").append(SEPARATOR).append(flag);
    out.println(Printable.line(line.toString()));
  }
}
