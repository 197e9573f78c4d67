// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.codec.ResponseTemplate;
import org.openmsrp.codec.SendHeadTemplate;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * What does it cost to write a head, in CPU and garbage (run with {@code -prof gc}), compared with
 * joining strings? One operation is one head.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeadWriteBenchmark {

  private final MsrpPath toPath = MsrpPath.parse(Heads.TO);
  private final MsrpPath fromPath = MsrpPath.parse(Heads.FROM);
  private final MsrpHeaders headers =
      MsrpHeaders.builder()
          .set(HeaderName.MESSAGE_ID, "Xk3.mQ9+aLw2Tz0B")
          .set(HeaderName.CONTENT_TYPE, MediaType.TEXT_PLAIN)
          .build();
  private final SendHeadTemplate send = SendHeadTemplate.of(toPath, fromPath);
  private final ResponseTemplate ok = ResponseTemplate.of(MsrpStatus.OK, toPath, fromPath);
  private final ByteBuffer heap = ByteBuffer.allocate(4096);
  private final ByteBuffer direct = ByteBuffer.allocateDirect(4096);
  private String transactionId = "k3.mQ9+aL100";
  private long start = 2049;
  private long total = 1_000_000;

  /** Joins strings and encodes them. */
  @Benchmark
  public byte[] joinStrings() {
    String head =
        "MSRP "
            + transactionId
            + " SEND\r\n"
            + "To-Path: "
            + toPath
            + "\r\n"
            + "From-Path: "
            + fromPath
            + "\r\n"
            + "Message-ID: "
            + headers.messageId().orElseThrow()
            + "\r\n"
            + "Byte-Range: "
            + start
            + "-*/"
            + total
            + "\r\n"
            + "Content-Type: "
            + headers.contentType().orElseThrow()
            + "\r\n\r\n";
    return head.getBytes(StandardCharsets.UTF_8);
  }

  /** The encoder, which takes any head. */
  @Benchmark
  public ByteBuffer encodeStart() {
    ByteRange range = ByteRange.openEnded(start, total);
    MsrpHeaders all = headers.toBuilder().set(HeaderName.BYTE_RANGE, range).build();
    return ChunkEncoder.encodeStart(
        new RequestHead(transactionId, MsrpMethod.SEND, toPath, fromPath, all));
  }

  /** The template of a session's SENDs, on a buffer with an array. */
  @Benchmark
  public ByteBuffer sendTemplateHeap() {
    send.write(transactionId, headers, start, SendHeadTemplate.UNKNOWN, total, heap.clear());
    return heap;
  }

  /** The template of a session's SENDs, on a buffer outside of the heap. */
  @Benchmark
  public ByteBuffer sendTemplateDirect() {
    send.write(transactionId, headers, start, SendHeadTemplate.UNKNOWN, total, direct.clear());
    return direct;
  }

  /** The template of a session's 200s. */
  @Benchmark
  public ByteBuffer responseTemplate() {
    ok.write(transactionId, heap.clear());
    return heap;
  }

  /** CRLF and end-line. */
  @Benchmark
  public ByteBuffer encodeEnd() {
    ChunkEncoder.encodeEnd(transactionId, ContinuationFlag.MORE, heap.clear());
    return heap;
  }
}
