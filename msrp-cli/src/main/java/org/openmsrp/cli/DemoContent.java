// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/** Files to be sent. */
final class DemoContent {

  /** 64 MiB. */
  static final long SIZE = 64L << 20;

  private static final int BLOCK = 1 << 20;

  private DemoContent() {}

  /** A file of random octets, so that no two blocks of it can be mistaken for each other. */
  static Path randomFile(Path directory) throws IOException {
    Path file = directory.resolve("random.bin");
    SplittableRandom random = new SplittableRandom();
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written < SIZE; written += BLOCK) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return file;
  }

  /** A file of nothing but zeros, which takes no room where the file system can leave holes. */
  static Path zeros(Path directory) throws IOException {
    Path file = directory.resolve("zeros.bin");
    if (Files.exists(file)) {
      return file;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), SIZE - 1);
    }
    return file;
  }

  /** The SHA-256 of a file. */
  static String sha256(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new RunningDigest().finish(channel, channel.size());
    }
  }
}
