// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Fails a test that leaves a thread, so a timer, or a socket, so a connection, behind. What a test
 * class makes in its fields counts as the test's. Registered once for a class whose tests run one
 * after the other, nested classes included: {@code @ExtendWith(NothingLeft.class)}.
 *
 * <p>Buffers are counted by whoever lends them, so the extension has to be told: with {@code
 * NothingLeft.of("buffers", MyPool::lent)} in a static field with {@code @RegisterExtension}.
 *
 * <p>Sockets are seen where the system shows a process its own as files (Linux).
 */
public final class NothingLeft
    implements TestInstancePreConstructCallback, BeforeEachCallback, AfterEachCallback {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 5;
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  static {
    // The first socket that closes makes the JDK open one for itself, for good: not a test's.
    try {
      SocketChannel.open().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Before(Leftovers threads, long sockets, long counted) {}

  private final String what;
  private final LongSupplier count;
  private @Nullable Before before;

  /** Threads and sockets. */
  public NothingLeft() {
    this("nothing else", () -> 0);
  }

  private NothingLeft(String what, LongSupplier count) {
    this.what = requireNonNull(what, "what");
    this.count = requireNonNull(count, "count");
  }

  /**
   * Threads, sockets, and one thing more.
   *
   * @param what what is counted, for messages
   * @param count how many of them are in use; must come down to what it was before each test
   * @return an extension to register in a static field
   */
  public static NothingLeft of(String what, LongSupplier count) {
    return new NothingLeft(what, count);
  }

  /** Before the fields of the test class are made; of a nested class, those around it. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    look();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    look();
  }

  private void look() {
    if (before == null) {
      before = new Before(Leftovers.before(TckOptions.DEFAULT), sockets(), count.getAsLong());
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Before then = requireNonNull(before);
    before = null;
    then.threads().check();
    awaitAtMost(then.sockets(), "sockets", NothingLeft::sockets);
    awaitAtMost(then.counted(), what, count);
  }

  /** What ends on a thread of the system's may take a moment. */
  private static void awaitAtMost(long most, String what, LongSupplier count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (count.getAsLong() > most && System.nanoTime() - deadline < 0) {
      pause();
    }
    assertThat(count.getAsLong()).as("T4.3 %s in use", what).isLessThanOrEqualTo(most);
  }

  private static synchronized void pause() {
    try {
      NothingLeft.class.wait(LOOK_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static long sockets() {
    if (!Files.isDirectory(OPEN_FILES)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files.filter(NothingLeft::isSocketOrSelector).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSocketOrSelector(Path file) {
    try {
      String target = Files.readSymbolicLink(file).toString();
      return target.startsWith("socket:") || target.equals("anon_inode:[eventpoll]");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
