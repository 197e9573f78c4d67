// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that is being received: it ends in {@code .part} until it is complete. No file that exists
 * is ever overwritten, not even one that appears meanwhile.
 */
final class PartFile {

  private static final int MOST_NAMESAKES = 10_000;

  private final Path directory;
  private final String name;
  private final Path part;
  private final FileChannel channel;

  private PartFile(Path directory, String name, Path part, FileChannel channel) {
    this.directory = directory;
    this.name = name;
    this.part = part;
    this.channel = channel;
  }

  /** Creates the file; the name must be safe. */
  static PartFile create(Path directory, String name) throws IOException {
    for (int n = 1; n <= MOST_NAMESAKES; n++) {
      Path part = directory.resolve(FileNames.numbered(name, n) + FileNames.PART);
      if (claim(part)) {
        FileChannel channel =
            FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new PartFile(directory, name, part, channel);
      }
    }
    throw tooMany(name);
  }

  /**
   * Opens the first part of this name that has so many octets at least, to go on behind them; empty
   * if there is none.
   */
  static Optional<PartFile> reopen(Path directory, String name, long octets) throws IOException {
    for (int n = 1; n <= MOST_NAMESAKES; n++) {
      Path part = directory.resolve(FileNames.numbered(name, n) + FileNames.PART);
      if (!Files.isRegularFile(part)) {
        return Optional.empty();
      }
      if (Files.size(part) >= octets) {
        FileChannel channel =
            FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return Optional.of(new PartFile(directory, name, part, channel));
      }
    }
    return Optional.empty();
  }

  Path path() {
    return part;
  }

  FileChannel channel() {
    return channel;
  }

  void write(long position, ByteBuffer octets) throws IOException {
    long at = position;
    while (octets.hasRemaining()) {
      at += channel.write(octets, at);
    }
  }

  /** The file is complete: gives it the first name that is free. */
  Path complete(long total) throws IOException {
    channel.truncate(total);
    channel.close();
    for (int n = 1; n <= MOST_NAMESAKES; n++) {
      Path target = directory.resolve(FileNames.numbered(name, n));
      if (claim(target)) {
        return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    throw tooMany(name);
  }

  /**
   * Nothing more will come; so many octets from the beginning stay, and what came behind a gap
   * goes: a part that has holes could not be told from one that can be resumed.
   */
  void keep(long octets) throws IOException {
    try (FileChannel kept = channel) {
      kept.truncate(octets);
    }
  }

  /** Whoever creates a file owns its name: looking first, or renaming alone, could overwrite. */
  private static boolean claim(Path file) throws IOException {
    try {
      Files.createFile(file);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static IOException tooMany(String name) {
    return new IOException("too many files are called " + name);
  }
}
