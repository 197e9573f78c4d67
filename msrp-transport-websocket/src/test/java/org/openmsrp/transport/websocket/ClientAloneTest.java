// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.testkit.tck.NothingLeft;

/** Who only connects needs no server of Jetty's. */
class ClientAloneTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  /** The test runner's jar names all others in its manifest. */
  private static final List<String> ABSENT =
      List.of("jetty-server", "jetty-websocket-core-server", "surefire");

  /** Without a parent, since the platform's loader hands out what is in named modules. */
  @Test
  @SuppressWarnings("unchecked")
  void client_withoutJettysServer_connectsAndIsToldWhatListeningNeeds() throws Exception {
    try (Served served = Served.plain();
        URLClassLoader loader = new URLClassLoader(withoutServer(), null)) {
      IntFunction<String> alone =
          (IntFunction<String>)
              loader.loadClass(ClientAlone.class.getName()).getConstructor().newInstance();

      String seen = alone.apply(served.endpoint().port());

      assertThat(alone.getClass().getClassLoader()).isSameAs(loader);
      assertThat(seen)
          .isEqualTo("connected; listening needs jetty-websocket-core-server at run time");
    }
  }

  private static URL[] withoutServer() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    String paths =
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path", "")
            + File.pathSeparator
            + String.join(File.pathSeparator, "target/classes", "target/test-classes");
    for (String path : paths.split(File.pathSeparator, -1)) {
      String name = String.valueOf(Path.of(path).getFileName());
      if (ABSENT.stream().noneMatch(name::startsWith)) {
        urls.add(Path.of(path).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
