// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openmsrp.domain.uri.MsrpUri;

/** A Kamailio relay with this project's configuration, on free ports. */
final class Kamailio implements AutoCloseable {

  private final Path folder;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final int tcp = Peer.freePort();
  private final int tls = Peer.freePort();
  private final int ws = Peer.freePort();
  private final int wss = Peer.freePort();
  private Peer peer;

  Kamailio(Path parent, Identity identity) {
    try {
      folder = Files.createTempDirectory(parent, "k");
      try (InputStream in = Kamailio.class.getResourceAsStream("relay.cfg")) {
        Files.write(folder.resolve("relay.cfg"), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    set("TCP_PORT", tcp).set("TLS_PORT", tls).set("WS_PORT", ws).set("WSS_PORT", wss);
    settings.put("KEY_FILE", "\"" + identity.keyFile() + "\"");
    settings.put("CERT_FILE", "\"" + identity.certificateFile() + "\"");
    settings.put("CTL", "\"unix:" + folder.resolve("ctl") + "\"");
    set("MIN_EXP", 2).set("MAX_EXP", 3_600).set("USUAL_EXP", 600);
    set("MAX_FRAME", 11_238).set("NONCE_LIFE", 300).set("QUEUE_MAX", 32 << 20);
  }

  Kamailio set(String name, int value) {
    settings.put(name, Integer.toString(value));
    return this;
  }

  Kamailio start() {
    List<String> arguments =
        new ArrayList<>(List.of("-f", folder.resolve("relay.cfg").toString(), "-E", "-DD"));
    arguments.addAll(List.of("-m", "64", "-M", "16", "-Y", folder.toString()));
    settings.forEach((name, value) -> arguments.addAll(List.of("-A", name + "=" + value)));
    peer = Peer.start(folder, "kamailio", arguments.toArray(String[]::new));
    peer.untilItListens(tcp).untilItListens(tls).untilItListens(wss);
    return this;
  }

  MsrpUri tcp() {
    return MsrpUri.parse("msrp://127.0.0.1:" + tcp + ";tcp");
  }

  MsrpUri tls() {
    return MsrpUri.parse("msrps://localhost:" + tls + ";tcp");
  }

  MsrpUri uri(boolean secure) {
    return secure ? tls() : tcp();
  }

  MsrpUri ws() {
    return MsrpUri.parse("msrp://localhost:" + ws + ";ws");
  }

  MsrpUri wss() {
    return MsrpUri.parse("msrps://localhost:" + wss + ";ws");
  }

  void kill() {
    peer.kill();
  }

  @Override
  public void close() {
    if (peer != null) {
      peer.close();
    }
  }
}
