// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Writes a message to a file, each octet in its place. */
final class FileSink implements ResultSink {

  private final Path file;
  private final CompletableFuture<Long> result = new CompletableFuture<>();
  private @Nullable FileChannel channel;

  FileSink(Path file) {
    this.file = file;
  }

  CompletableFuture<Long> result() {
    return result;
  }

  @Override
  public void write(long position, ByteBuffer octets) throws IOException {
    FileChannel target = open();
    long at = position;
    while (octets.hasRemaining()) {
      at += target.write(octets, at);
    }
  }

  @Override
  public void complete(long total) throws IOException {
    try (FileChannel target = open()) {
      target.truncate(total);
    }
  }

  @Override
  public void tell(long total) {
    result.complete(total);
  }

  @Override
  public void failed(MsrpSessionException cause) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    result.completeExceptionally(cause);
  }

  private FileChannel open() throws IOException {
    FileChannel opened = channel;
    if (opened == null) {
      opened =
          FileChannel.open(
              file,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING);
      channel = opened;
    }
    return opened;
  }
}
