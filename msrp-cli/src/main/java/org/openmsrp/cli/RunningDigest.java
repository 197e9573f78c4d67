// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 over octets that come at positions. Those in order are hashed as they come; once some
 * come out of order, or twice, everything is hashed from the file at the end.
 */
final class RunningDigest {

  private static final int BUFFER = 128 * 1024;

  private final MessageDigest digest = sha256();
  private long next;
  private boolean inOrder = true;

  void update(long position, ByteBuffer octets) {
    inOrder &= position == next;
    if (inOrder) {
      next += octets.remaining();
      digest.update(octets);
    }
  }

  /** The digest of the whole content, read again if need be. */
  String finish(FileChannel content, long total) throws IOException {
    if (!inOrder || next != total) {
      rehash(content, total);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of octets in memory. */
  static String of(byte[] octets) {
    return HexFormat.of().formatHex(sha256().digest(octets));
  }

  private void rehash(FileChannel content, long total) throws IOException {
    digest.reset();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long at = 0;
    while (at < total) {
      int read = content.read(buffer.clear().limit((int) Math.min(BUFFER, total - at)), at);
      if (read < 0) {
        throw new IOException("the file is shorter than what was received");
      }
      digest.update(buffer.flip());
      at += read;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
