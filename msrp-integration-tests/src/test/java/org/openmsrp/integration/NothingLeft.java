// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.TckOptions;

/** After each test no thread of it is left, so no timer, and no socket, so no connection. */
public final class NothingLeft implements BeforeEachCallback, AfterEachCallback {

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(NothingLeft.class);

  private record Before(Leftovers threads, long sockets) {}

  @Override
  public void beforeEach(ExtensionContext context) {
    context
        .getStore(HERE)
        .put("before", new Before(Leftovers.before(TckOptions.DEFAULT), sockets()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Before before = context.getStore(HERE).get("before", Before.class);
    before.threads().check();
    await("sockets closed")
        .untilAsserted(() -> assertThat(sockets()).isLessThanOrEqualTo(before.sockets()));
  }

  /** Open sockets of this process, where the system shows them as files. */
  private static long sockets() {
    Path folder = Path.of("/proc/self/fd");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(NothingLeft::isSocket).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
