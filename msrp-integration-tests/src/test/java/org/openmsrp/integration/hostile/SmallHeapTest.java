// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.testkit.scripted.ScriptedPeer;

/** One message of 64 MB to a program that may use 30 MB, and what has come there. */
@Timeout(180)
class SmallHeapTest {

  private static final int PIECE = 512 * 1024;
  private static final int PIECES = 128;

  private final MessageDigest digest = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The gate plays each adapter where it takes the most; the others were played by hand. */
  @ParameterizedTest
  @EnumSource(names = {"NIO_TLS", "NETTY_BORINGSSL", "WEBSOCKET_TLS"})
  void receiver_ofLittleMemory_takesAMessageOfMoreThanTwiceAsMuch(Ground ground)
      throws IOException {
    Process receiver = start(ground);
    try (BufferedReader said = receiver.inputReader()) {
      String[] where = said.readLine().split(" ", 3);
      Frames frames = new Frames(where[1], where[2]);
      try (ScriptedPeer peer = peer(ground, Integer.parseInt(where[0]))) {
        peer.within(Duration.ofMinutes(2));
        peer.send(frames.knock("bind0001")).expectResponse("bind0001", 200);
        if (ground.messages()) {
          sendChunks(peer, frames);
        } else {
          sendOneChunk(peer, frames);
        }
        String[] taken = taken(said).split(" ", 3);
        assertThat(taken[0]).isEqualTo(Long.toString((long) PIECES * PIECE));
        assertThat(taken[1]).isEqualTo(HexFormat.of().formatHex(digest.digest()));
        System.out.printf("%s: %s KiB of heap at most%n", ground, taken[2]);
      }
    } finally {
      receiver.destroyForcibly();
    }
  }

  private static Process start(Ground ground) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx30m",
            "-cp",
            System.getProperty("java.class.path"),
            SmallReceiver.class.getName(),
            ground.name())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The certificate is another one in each machine. */
  private static ScriptedPeer peer(Ground ground, int port) {
    return ground.tls()
        ? ScriptedPeer.connect(
            ground.endpoint(port), TlsCredentials.builder().insecureForTests().build())
        : ground.peer(port);
  }

  private static String taken(BufferedReader said) throws IOException {
    String line = said.readLine();
    assertThat(line).startsWith(SmallReceiver.TAKEN);
    return line.substring(SmallReceiver.TAKEN.length());
  }

  /** One SEND, whose end nobody knows before it comes. */
  private void sendOneChunk(ScriptedPeer peer, Frames frames) {
    String frame = frames.ranged("1-*/*", "");
    peer.send(frame.substring(0, frame.indexOf("\r\n\r\n") + 4));
    Random random = new Random(64);
    for (int i = 0; i < PIECES; i++) {
      peer.send(piece(random));
    }
    peer.send("\r\n" + Frames.end(Frames.ID, "$")).expectResponse(Frames.ID, 200);
  }

  /** As many as the messages of a WebSocket have room for. */
  private void sendChunks(ScriptedPeer peer, Frames frames) {
    Random random = new Random(64);
    for (int i = 0; i < PIECES; i++) {
      String id = "part%05d".formatted(i);
      String body = new String(piece(random), ISO_8859_1);
      String range = 1 + (long) i * PIECE + "-*/" + (long) PIECES * PIECE;
      peer.send(frames.part(id, "mid00001", range, body, i + 1 < PIECES ? "+" : "$"))
          .expectResponse(id, 200);
    }
  }

  private byte[] piece(Random random) {
    byte[] piece = new byte[PIECE];
    random.nextBytes(piece);
    digest.update(piece);
    return piece;
  }
}
