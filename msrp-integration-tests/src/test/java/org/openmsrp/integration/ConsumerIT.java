// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stranger gets from the BOM, the session and one transport. */
class ConsumerIT {

  @TempDir private Path work;

  static Stream<Consumer> consumers() {
    String tcp = "msrp://127.0.0.1:0;tcp";
    return Stream.of(
        new Consumer("nio", "NioTransport", "", tcp, List.of()),
        new Consumer("netty", "NettyTransport", "", tcp, List.of()),
        new Consumer(
            "websocket",
            "WebSocketTransport",
            "WebSocketOptions.builder().plainAllowed(true).build()",
            "msrp://127.0.0.1:0;ws",
            List.of("org.eclipse.jetty.websocket.core.server")));
  }

  @ParameterizedTest
  @MethodSource("consumers")
  void libraries_ofSessionAndOneTransport_haveNeitherGuiceNorTestkit(Consumer consumer)
      throws Exception {
    assertThat(consumer.libraries())
        .anyMatch(name -> name.startsWith("msrp-session-"))
        .noneMatch(name -> name.matches(".*(guice|inject|testkit|conformance|junit).*"))
        .filteredOn(name -> name.startsWith("msrp-transport-"))
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("consumers")
  void readmeProgram_asModuleWithoutGuice_sendsTheMessage(Consumer consumer) throws Exception {
    assertThat(consumer.runAsModule(work).lines())
        .contains("Hello, Bob! 👋", "Accepted[octets=16, reportMissing=false]");
  }

  @ParameterizedTest
  @MethodSource("consumers")
  void readmeProgram_onClassPathWithoutGuice_sendsTheMessage(Consumer consumer) throws Exception {
    assertThat(consumer.runOnClassPath(work).lines())
        .contains("Hello, Bob! 👋", "Accepted[octets=16, reportMissing=false]");
  }
}
