// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people and what each of them sees. */
class ChatCommandTest {

  @TempDir private Path directory;

  private Person bob;
  private Person alice;

  /** Somebody at a terminal. */
  private static final class Person {
    private final PipedOutputStream keys = new PipedOutputStream();
    private final CommandRun run;

    Person(Path inbox, String... side) throws IOException {
      String[] args = {"chat", side[0], side[1], "--dir", inbox.toString(), "--timeout", "10"};
      run = CommandRun.startWithInput(new PipedInputStream(keys), args);
    }

    void types(String line) throws IOException {
      keys.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      keys.flush();
    }

    void sees(String part) {
      run.line(part);
    }

    int leavesWith() {
      return run.status();
    }
  }

  @BeforeEach
  void meet() throws IOException {
    bob = new Person(directory.resolve("bob"), "--listen", "msrp://127.0.0.1:0;tcp");
    String path = bob.run.line("listening on").replaceFirst(".* ", "");
    alice = new Person(directory.resolve("alice"), "--remote", path);
    alice.sees("connected");
    bob.sees("connected");
  }

  @AfterEach
  void end() {
    alice.run.close();
    bob.run.close();
  }

  @Test
  void text_bothWays_isShownThereAndTickedHere() throws IOException {
    alice.types("Grüß dich 👩‍💻");
    bob.sees("< Grüß dich 👩‍💻");
    alice.sees("✔ Grüß dich 👩‍💻");
    bob.types("//slash");
    alice.sees("< /slash");
    bob.sees("✔ /slash");
  }

  @Test
  void send_ofAFile_reachesTheInboxWhileTheyChat() throws IOException {
    Path file = Contents.random(directory.resolve("photo 1.jpg"), 3_000_000);
    alice.types("/rate 3M");
    alice.types("/send '" + file + "'");
    alice.sees("sending [1] photo 1.jpg, 3,000,000 octets");
    bob.sees("receiving [1] photo 1.jpg, 3,000,000 octets");
    alice.types("meanwhile");
    bob.sees("< meanwhile");
    alice.types("/files");
    alice.sees("% of 3.0 MB");
    bob.sees("sha256 " + Contents.sha256(file));
    alice.sees("✔ photo 1.jpg");
    assertThat(directory.resolve("bob/photo 1.jpg")).hasSameBinaryContentAs(file);
    alice.types("/files");
    alice.sees("no files are under way");
  }

  @Test
  void cancel_byTheSender_givesTheFileUpOnBothSides() throws IOException {
    sendSlowly();
    alice.types("/cancel 1");
    alice.sees("✘ big: cancelled");
    bob.sees("aborted after");
    assertStillTalking();
  }

  @Test
  void cancel_byTheReceiver_stopsTheSender() throws IOException {
    sendSlowly();
    bob.types("/cancel");
    alice.sees("✘ big: the peer said 413");
    bob.sees("aborted after");
    assertStillTalking();
  }

  @Test
  void pause_holdsAFileAndResumeLetsItGo() throws IOException {
    sendSlowly();
    alice.types("/pause");
    alice.types("/files");
    alice.sees("paused");
    alice.types("/rate off");
    assertStillTalking();
    alice.types("/resume 1");
    alice.sees("✔ big");
    assertThat(directory.resolve("bob/big")).hasSize(5_000_000);
  }

  @Test
  void quit_endsBothSidesInOrder() throws IOException {
    alice.types("/quit");
    assertThat(alice.leavesWith()).isEqualTo(ExitStatus.OK);
    assertThat(bob.leavesWith()).isEqualTo(ExitStatus.OK);
    alice.sees("* closed: the session was closed here");
    bob.sees("* closed: the peer closed the session");
  }

  @Test
  void quit_withAFileUnderWay_givesItUp() throws IOException {
    sendSlowly();
    alice.types("/quit");
    assertThat(alice.leavesWith()).isEqualTo(ExitStatus.OK);
    bob.sees("aborted after");
    assertThat(bob.leavesWith()).isEqualTo(ExitStatus.OK);
    assertThat(Contents.names(directory.resolve("bob"))).containsExactly("big.part");
  }

  @Test
  void endOfInput_waitsForWhatWasWritten() throws IOException {
    Contents.random(directory.resolve("big"), 1_000_000);
    alice.types("/rate 2M");
    alice.types("/send " + directory.resolve("big"));
    alice.keys.close();
    assertThat(alice.leavesWith()).isEqualTo(ExitStatus.OK);
    alice.sees("✔ big");
    assertThat(bob.leavesWith()).isEqualTo(ExitStatus.OK);
    assertThat(directory.resolve("bob/big")).hasSize(1_000_000);
  }

  @Test
  void interrupt_endsInOrder() {
    bob.run.interrupt();
    assertThat(bob.leavesWith()).isEqualTo(ExitStatus.OK);
    assertThat(alice.leavesWith()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void mistakes_areExplainedAndHarmless() throws IOException {
    alice.types("/bogus");
    alice.sees("no such command: /bogus, see /help");
    alice.types("/help");
    alice.sees("/send FILE");
    alice.types("/send /no/where");
    alice.sees("no such file: /no/where");
    alice.types("/send");
    alice.sees("which file?");
    alice.types("/cancel 9");
    alice.sees("no file under way has the number 9");
    alice.types("/cancel x");
    alice.sees("'x' is not a number of /files");
    alice.types("/rate fast");
    alice.sees("'fast' is not a number of octets per second");
    alice.types("");
    assertStillTalking();
  }

  @Test
  void text_withControlCharacters_isHarmless() throws IOException {
    alice.types("\u001b[31mred\u202e");
    bob.sees("< \ufffd[31mred\ufffd");
  }

  private void sendSlowly() throws IOException {
    Contents.random(directory.resolve("big"), 5_000_000);
    alice.types("/rate 500k");
    alice.types("/send " + directory.resolve("big"));
    bob.sees("receiving [1] big");
    await().until(() -> Files.exists(directory.resolve("bob/big.part")));
  }

  private void assertStillTalking() throws IOException {
    alice.types("still here?");
    bob.sees("< still here?");
    bob.types("yes");
    alice.sees("< yes");
  }
}
