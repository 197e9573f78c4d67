// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;

/** Reads a file from its beginning to its end and hashes it on the way. */
final class HashingChannel implements SeekableByteChannel {

  private static final int BUFFER = 128 * 1024;

  private final SeekableByteChannel file;
  private final MessageDigest digest;

  HashingChannel(SeekableByteChannel file, MessageDigest digest) {
    this.file = file;
    this.digest = digest;
    digest.reset();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int from = target.position();
    int count = file.read(target);
    if (count > 0) {
      digest.update(target.duplicate().position(from).limit(from + count));
    }
    return count;
  }

  /** What is skipped belongs to the file, and so to its hash. */
  @Override
  public SeekableByteChannel position(long target) throws IOException {
    if (target < file.position()) {
      throw new IOException("a hash can't go back");
    }
    ByteBuffer skipped = ByteBuffer.allocate((int) Math.min(BUFFER, target - file.position()));
    while (file.position() < target) {
      skipped.clear().limit((int) Math.min(skipped.capacity(), target - file.position()));
      if (read(skipped) <= 0) {
        throw new EOFException("the file ends before octet " + target);
      }
    }
    return this;
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
