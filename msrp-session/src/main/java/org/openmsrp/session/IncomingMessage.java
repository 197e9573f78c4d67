// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.cpim.CpimMessage;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.RequestHead;

/**
 * A message that arrives or has arrived. Its content is taken once, by one of {@link #bytes},
 * {@link #text}, {@link #cpim}, {@link #inputStream}, {@link #publisher}, {@link
 * #transferTo(Path)}, {@link #transferTo(MessageSink)} and {@link #discard}. If success reports
 * were asked for, they are sent when the content was taken (RFC 4975 §7.1.3), as the session's
 * {@link ReportPolicy} says. Safe for use by many threads.
 */
public final class IncomingMessage {

  private final RequestHead head;
  private final String messageId;
  private final MediaType contentType;
  private final boolean duplicate;
  private final InboundContent content;
  private final MemoryAllowance memory;

  IncomingMessage(
      RequestHead head, boolean duplicate, InboundContent content, MemoryAllowance memory) {
    this.head = head;
    this.messageId = head.headers().messageId().orElseThrow();
    this.contentType = head.headers().contentType().orElseThrow();
    this.duplicate = duplicate;
    this.content = content;
    this.memory = memory;
  }

  /**
   * The message's id.
   *
   * @return the Message-ID of all its chunks
   */
  public String messageId() {
    return messageId;
  }

  /**
   * What the content is.
   *
   * @return the type, as the first chunk says
   */
  public MediaType contentType() {
    return contentType;
  }

  /**
   * The headers of the chunk that came first.
   *
   * @return the headers, the peer's file name among them
   */
  public MsrpHeaders headers() {
    return head.headers();
  }

  /**
   * How long the message will be, as the peer says; not to be trusted.
   *
   * @return octets, if the peer says
   */
  public OptionalLong announcedSize() {
    return head.headers().byteRange().map(range -> range.total()).orElse(OptionalLong.empty());
  }

  /**
   * Whether a message of this id has already come in this session. Don't show it without a warning
   * (RFC 4975 §5.4).
   *
   * @return true for a likely duplicate
   */
  public boolean duplicate() {
    return duplicate;
  }

  /**
   * How much has arrived.
   *
   * @return octets, each counted once
   */
  public long received() {
    return content.received();
  }

  /**
   * Takes the content into memory.
   *
   * @return completes with the octets when the message is complete; fails with {@link
   *     MsrpSessionException} if it never will be, or is larger than {@link
   *     MsrpLimits#messageInMemory()}, or would take the session's messages beyond {@link
   *     MsrpLimits#sessionInMemory()}
   * @throws IllegalStateException if the content was taken already
   */
  public CompletionStage<byte[]> bytes() {
    MemorySink sink = new MemorySink(memory);
    content.attach(sink);
    return sink.result();
  }

  /**
   * Takes the content into memory as UTF-8 text.
   *
   * @return as {@link #bytes()}
   * @throws IllegalStateException if the content was taken already
   */
  public CompletionStage<String> text() {
    return bytes().thenApply(octets -> new String(octets, StandardCharsets.UTF_8));
  }

  /**
   * Takes the content into memory and parses it as a message in a CPIM wrapper, whatever {@link
   * #contentType()} says. Look at {@link CpimMessage#unsupported} before showing it.
   *
   * @return as {@link #bytes()}; fails with {@link org.openmsrp.domain.MsrpSyntaxException} if the
   *     content, which counts as taken then too, is no such message
   * @throws IllegalStateException if the content was taken already
   */
  public CompletionStage<CpimMessage> cpim() {
    return bytes().thenApply(CpimMessage::parse);
  }

  /**
   * Reads the content in order while it arrives. Reading waits for what has not come, and is meant
   * for a thread of the user's own, platform or virtual; who reads slowly slows the peer down.
   * Closing the stream before its end refuses the rest with 413.
   *
   * @return a stream for one thread at a time; it throws {@link java.io.IOException} if the message
   *     will not become complete, with the {@link MsrpSessionException} as its cause
   * @throws IllegalStateException if the content was taken already
   */
  public InputStream inputStream() {
    return new MessageInputStream(content, memory);
  }

  /**
   * The content in order while it arrives, as far as it is asked for. The one subscriber is called
   * serially on the stack's callback executor and must not block there; the buffers are its own.
   * Cancelling refuses the rest with 413.
   *
   * @return a publisher for one subscriber; a message that will not become complete ends with a
   *     {@link MsrpSessionException}, a second subscriber gets an {@link IllegalStateException}
   */
  public Flow.Publisher<ByteBuffer> publisher() {
    return new MessagePublisher(content, memory);
  }

  /**
   * Sends the success report for the whole message, if one was asked for: for a session with {@link
   * ReportPolicy#MANUAL}, once the message is where it must be. Does nothing before the message is
   * complete, and the second time.
   */
  public void confirm() {
    content.confirm();
  }

  /**
   * Writes the content to a file as it arrives, each octet in its place.
   *
   * @param file is created, or overwritten if it exists; what was written stays if the message
   *     fails, and holds all that the sender was told had arrived
   * @return completes with the number of octets when all of them are on their way to disk; fails
   *     with {@link MsrpSessionException}
   * @throws IllegalStateException if the content was taken already
   */
  public CompletionStage<Long> transferTo(Path file) {
    FileSink sink = new FileSink(file);
    content.attach(sink);
    return sink.result();
  }

  /**
   * Hands the content to a sink of the user's.
   *
   * @param sink called on the stack's pool for blocking work
   * @return completes with the number of octets after {@link MessageSink#complete}; fails with
   *     {@link MsrpSessionException} after {@link MessageSink#failed}
   * @throws IllegalStateException if the content was taken already
   */
  public CompletionStage<Long> transferTo(MessageSink sink) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    content.attach(new ReportingSink(sink, result));
    return result;
  }

  /**
   * Drops the content; it counts as taken.
   *
   * @throws IllegalStateException if the content was taken already
   */
  public void discard() {
    content.attach(DiscardingSink.INSTANCE);
  }

  /**
   * Says that the octets in front of the first one that came are here already, from an earlier
   * session in which the message broke off (RFC 4975 §5.4). Without this a message that begins in
   * its middle waits for its beginning. They are not written to the sink again, but count as
   * received. A message whose beginning did come is not affected.
   */
  public void resume() {
    content.haveBeginning();
  }

  /**
   * Where the message begins in this session.
   *
   * @return octets in front of the first one of the chunk that came first; not 0 if the peer
   *     resumes a message
   */
  public long position() {
    return head.headers().byteRange().map(range -> range.start() - 1).orElse(0L);
  }

  /**
   * Refuses the message: its next chunk is answered with this status and the rest is dropped; if
   * all of it has arrived, a failure report is sent instead where one is wanted (RFC 4975 §7.1.4).
   * A sink that takes the content fails.
   *
   * @param status for example {@link MsrpStatus#STOP_SENDING}
   */
  public void reject(MsrpStatus status) {
    content.reject(status);
  }
}
