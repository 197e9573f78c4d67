// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.spi.TappedTransport;

/**
 * A file to which traffic is written as it passes, for Wireshark, tshark and {@link Ladder}:
 * pcapng, with the real addresses and times.
 *
 * <p>What is written are the octets of MSRP as the user of the transport hears and says them, so
 * TLS and the framing of WebSocket are already off. Ethernet, IP and TCP are made up around them:
 * each connection begins with a handshake and ends with FIN or RST, and each frame of MSRP begins a
 * segment, since a dissector reads one frame per segment.
 *
 * <p>Meant for diagnosis: each packet is written to the file at once and on the thread that brings
 * it, so that nothing is lost when the process dies, and a slow disk slows the traffic down. The
 * file holds whatever was said, session ids and credentials included; on file systems that know
 * owners, only the owner can read it. A capture that can't go on, because the disk or the limit is
 * full, ends, and {@link #trouble} says so; the traffic is not disturbed.
 *
 * <p>Safe for use by many threads. Any number of transports may share one capture; if both ends of
 * a connection are among them, the connection appears once.
 */
public final class Capture implements AutoCloseable {

  /** How large a file becomes at most unless told otherwise, in octets: 4 GiB. */
  public static final long LIMIT = 4L << 30;

  private final Path path;
  private final FileChannel file;
  private final InstantSource clock;
  private final long limit;
  private final Addresses addresses = new Addresses();
  private final Set<Flow> flows = new HashSet<>();
  private long size;
  private boolean over;
  private @Nullable CaptureException trouble;

  Capture(Path path, long limit, InstantSource clock) {
    this.path = requireNonNull(path, "path");
    this.limit = limit;
    this.clock = clock;
    try {
      file = FileChannel.open(path, options(), privately());
    } catch (IOException | UnsupportedOperationException e) {
      throw new CaptureException(path, "can't be written", e);
    }
    append(Pcapng.fileHead());
  }

  /**
   * Begins a capture; a file that exists is replaced.
   *
   * @param path the file, usually {@code something.pcapng}
   * @return a capture that is open until it is closed
   * @throws CaptureException if the file can't be written
   */
  public static Capture to(Path path) {
    return to(path, LIMIT);
  }

  /**
   * As {@link #to(Path)}, with a limit of its own: who talks much could fill a disk.
   *
   * @param path the file
   * @param limit octets, after which nothing more is written; positive
   * @return a capture that is open until it is closed
   * @throws CaptureException if the file can't be written
   */
  public static Capture to(Path path, long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit is not positive: " + limit);
    }
    return new Capture(path, limit, Clock.systemUTC());
  }

  private static Set<StandardOpenOption> options() {
    return EnumSet.of(
        StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static FileAttribute<?>[] privately() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Records the connections of a transport from now on.
   *
   * @param transport any adapter; closing the result closes it, and leaves the capture open
   * @return what to use instead of it
   */
  public Transport of(Transport transport) {
    return new TappedTransport(
        transport,
        user -> new RecordedConnection(user, this, true),
        user -> new RecordedConnection(user, this, false));
  }

  /**
   * Why the capture has ended before it was closed.
   *
   * @return empty while everything is well
   */
  public synchronized Optional<CaptureException> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Ends the capture; what passes afterwards is not recorded. Idempotent. */
  @Override
  public synchronized void close() {
    over = true;
    try {
      file.close();
    } catch (IOException e) {
      fail("can't be closed", e);
    }
  }

  Addresses addresses() {
    return addresses;
  }

  Instant now() {
    return clock.instant();
  }

  /** A connection begins; false if its other end is recorded already. */
  synchronized boolean begin(Flow flow) {
    return !flows.contains(flow.mirrored()) && flows.add(flow);
  }

  synchronized void end(Flow flow) {
    flows.remove(flow);
  }

  /** Writes one block of the file, whole or not at all. */
  synchronized void append(ByteBuffer block) {
    if (over) {
      return;
    }
    if (size + block.remaining() > limit) {
      fail("is full: the limit of " + limit + " octets is reached", null);
      return;
    }
    size += block.remaining();
    try {
      while (block.hasRemaining()) {
        file.write(block);
      }
    } catch (IOException e) {
      fail("can't be written any more", e);
    }
  }

  private void fail(String problem, @Nullable IOException cause) {
    over = true;
    if (trouble == null) {
      trouble = new CaptureException(path, problem, cause);
    }
  }
}
