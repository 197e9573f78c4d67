// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.openmsrp.domain.message.MsrpBody;

/** What messages hold: noise with things in it that look like the protocol's own. */
final class Content {

  private static final byte[] NOISE = noise();
  private static final Map<Integer, Path> FILES = new ConcurrentHashMap<>();

  private static final Path FOLDER = folder();

  private Content() {}

  private static Path folder() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "simulation-files"));
      return Files.createTempDirectory(folder, "run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] noise() {
    byte[] octets = new byte[2 << 20];
    Random random = new Random(4975);
    random.nextBytes(octets);
    for (int at = 0; at < octets.length - 100; at += 20 + random.nextInt(400)) {
      byte[] trap = trap(random).getBytes(US_ASCII);
      System.arraycopy(trap, 0, octets, at, trap.length);
    }
    return octets;
  }

  /** End-lines of the ids that stacks of a simulation give, and parts of them. */
  private static String trap(Random random) {
    String id = Identifiers.transaction(random.nextBoolean() ? 'a' : 'b', 1 + random.nextInt(40));
    String line = "\r\n-------" + id + "$+#".charAt(random.nextInt(3)) + "\r\n";
    return line.substring(0, random.nextBoolean() ? line.length() : random.nextInt(line.length()));
  }

  private static int offset(int id, int size) {
    return Math.floorMod(id * 7_919 + size * 31, NOISE.length - size);
  }

  static MsrpBody body(int id, int size) {
    return MsrpBody.copyOf(ByteBuffer.wrap(NOISE, offset(id, size), size));
  }

  /** A file holds the same whatever the message's number. */
  static Path file(int size) {
    return FILES.computeIfAbsent(size, Content::newFile);
  }

  private static Path newFile(int size) {
    try {
      Path file = FOLDER.resolve(size + ".bin");
      return Files.write(file, Arrays.copyOfRange(NOISE, offset(0, size), offset(0, size) + size));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether these octets are the content's at this place. */
  static boolean matches(int id, int size, long position, ByteBuffer octets) {
    if (position + octets.remaining() > size) {
      return false;
    }
    int from = offset(id, size) + (int) position;
    return octets.equals(ByteBuffer.wrap(NOISE, from, octets.remaining()));
  }
}
