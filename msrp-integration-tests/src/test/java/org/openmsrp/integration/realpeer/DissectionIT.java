// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.transport.nio.NioTransport;

/** What goes over the wire, read by tshark. */
class DissectionIT {

  @TempDir Path folder;

  @Test
  void frames_ofACapturedRun_areDissectedWithoutComplaint() throws Exception {
    Identity identity = Identity.make(folder, "dns:localhost");
    Path capture = folder.resolve("run.pcap");
    try (Kamailio relay = new Kamailio(folder, identity).start()) {
      int port = relay.tcp().port().orElseThrow();
      try (Peer tshark =
          Peer.start(
              folder,
              "tshark",
              "-l",
              "-i",
              "lo",
              "-f",
              "tcp port " + port,
              "-w",
              capture.toString())) {
        await().atMost(Ends.PATIENCE).until(() -> tshark.output().contains("Capturing"));
        exchange(identity, relay);
        await()
            .atMost(Ends.PATIENCE)
            .until(
                () ->
                    fields(capture, port, "msrp.method", "").stream()
                            .filter("REPORT"::equals)
                            .count()
                        >= 8);
      }
      List<String> methods = fields(capture, port, "msrp.method", "msrp.method");
      assertThat(methods).contains("AUTH", "SEND", "REPORT");
      assertThat(fields(capture, port, "msrp.status.code", "msrp.status.code"))
          .contains("401", "200");
      assertThat(fields(capture, port, "frame.number", "msrp && _ws.malformed")).isEmpty();
      assertThat(fields(capture, port, "frame.number", "msrp && _ws.expert.severity == error"))
          .isEmpty();
    }
  }

  private static void exchange(Identity identity, Kamailio relay) throws Exception {
    try (Ends ends = new Ends(identity, new NioTransport(), new NioTransport())) {
      List<MsrpSession> sessions =
          ends.sessions(
              ends.active(Ends.as("alice", relay.tcp()).build()),
              ends.passive(Ends.as("bob", relay.tcp()).build()));
      for (int i = 0; i < 4; i++) {
        String text = "message " + i;
        assertThat(Ends.get(sessions.get(i % 2).send(text)))
            .isEqualTo(new Delivery.Delivered(text.length()));
        assertThat(ends.nextText()).isEqualTo(text);
      }
    }
  }

  /** The values of a field in the frames that a filter lets pass. */
  private static List<String> fields(Path capture, int port, String field, String filter)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Peer.located("tshark"), "-n", "-r", capture.toString()));
    command.addAll(List.of("-d", "tcp.port==" + port + ",msrp", "-T", "fields", "-e", field));
    if (!filter.isEmpty()) {
      command.addAll(List.of("-Y", filter));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out.lines()
        .flatMap(line -> List.of(line.split(",")).stream())
        .filter(line -> !line.isBlank())
        .toList();
  }
}
