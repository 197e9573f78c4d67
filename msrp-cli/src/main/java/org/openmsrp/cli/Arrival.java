// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MessageSink;
import org.openmsrp.session.MsrpSessionException;

/**
 * Takes one message: into memory if it is a short plain text for reading, into a file if it is
 * anything else or grows.
 */
final class Arrival implements MessageSink {

  /** A longer text is no chat. */
  static final int LONGEST_TEXT = 64 * 1024;

  private final String id;
  private final String type;
  private final Path directory;
  private final String name;
  private final Progress progress;
  private final RunningDigest digest = new RunningDigest();
  private final boolean mayBeShown;

  private byte[] text = {};
  private @Nullable PartFile file;
  private long inOrder;
  private volatile @Nullable Event outcome;

  Arrival(IncomingMessage message, Path directory, Progress progress) {
    this.id = message.messageId();
    this.type = message.contentType().toString();
    this.directory = directory;
    this.name = fileName(message);
    this.progress = progress;
    this.mayBeShown = isForReading(message);
  }

  /** Goes on with a message of which the part has the beginning. */
  Arrival resuming(PartFile part, long octets) {
    file = part;
    inOrder = octets;
    return this;
  }

  /** How it ended: {@link Event.Message} or {@link Event.Aborted}. */
  Event outcome() {
    return requireNonNull(outcome, "the message is still arriving");
  }

  /** The octets of a text that is shown. */
  byte[] octets() {
    return text.clone();
  }

  /** The name that the message's file gets, if it becomes one. */
  static String fileName(IncomingMessage message) {
    return FileNames.safe(
        message
            .headers()
            .value(HeaderName.CONTENT_DISPOSITION)
            .flatMap(disposition -> disposition.filename())
            .orElse(""));
  }

  private static boolean isForReading(IncomingMessage message) {
    boolean attached =
        message
            .headers()
            .value(HeaderName.CONTENT_DISPOSITION)
            .map(it -> it.type().equals("attachment") || it.filename().isPresent())
            .orElse(false);
    return !attached && message.contentType().matches(MediaType.TEXT_PLAIN.toString());
  }

  @Override
  public void write(long position, ByteBuffer octets) throws IOException {
    long end = position + octets.remaining();
    digest.update(position, octets.duplicate());
    boolean kept = mayBeShown && file == null && keepText(position, octets);
    if (!kept) {
      file().write(position, octets);
    }
    // Only now: what a full disk did not take does not count.
    if (position <= inOrder) {
      inOrder = Math.max(inOrder, end);
    }
    if (!kept) {
      progress.reached(inOrder);
    }
  }

  private boolean keepText(long position, ByteBuffer octets) {
    if (position != text.length || octets.remaining() > LONGEST_TEXT - text.length) {
      return false;
    }
    int end = text.length;
    text = Arrays.copyOf(text, end + octets.remaining());
    octets.get(text, end, octets.remaining());
    return true;
  }

  private PartFile file() throws IOException {
    PartFile open = file;
    if (open == null) {
      open = PartFile.create(directory, name);
      open.write(0, ByteBuffer.wrap(text));
      file = open;
    }
    return open;
  }

  @Override
  public void complete(long total) throws IOException {
    if (mayBeShown && file == null) {
      String shown = new String(text, StandardCharsets.UTF_8);
      tell(total, RunningDigest.of(text), Optional.empty(), Optional.of(shown));
      return;
    }
    PartFile complete = file();
    String hash = digest.finish(complete.channel(), total);
    Path path = complete.complete(total);
    tell(total, hash, Optional.of(path), Optional.empty());
  }

  private void tell(long total, String hash, Optional<Path> path, Optional<String> shown) {
    outcome = new Event.Message(id, type, total, hash, path, shown);
  }

  @Override
  public void failed(MsrpSessionException cause) {
    Optional<PartFile> partial = Optional.ofNullable(file);
    partial.ifPresent(open -> keep(open, inOrder, cause));
    Optional<Path> path = partial.map(PartFile::path);
    outcome = new Event.Aborted(id, type, inOrder, path, Failures.line(cause));
  }

  private static void keep(PartFile partial, long octets, MsrpSessionException cause) {
    try {
      partial.keep(octets);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
