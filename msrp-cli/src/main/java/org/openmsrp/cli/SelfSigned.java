// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.port.tls.TlsCredentialsBuilder;

/**
 * A key and a certificate for one run, which a peer can only know by its fingerprint. The JDK has
 * no other way to make one than its keytool.
 */
final class SelfSigned {

  private static final String PASSWORD = "MSRP_STORE_PASSWORD";
  private static final long PATIENCE_SECONDS = 30;

  private SelfSigned() {}

  /** Makes one and adds it. */
  static void identify(TlsCredentialsBuilder builder) {
    try {
      Path directory = Files.createTempDirectory("msrp-key");
      try {
        String password = IdentifierSource.secure().sessionId();
        Path store = directory.resolve("own.p12");
        make(store, password);
        builder.pkcs12(store, password.toCharArray());
      } finally {
        Scratch.delete(directory);
      }
    } catch (IOException e) {
      throw failure(Failures.line(e));
    }
  }

  private static List<String> command(Path store) {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String options =
        "-genkeypair -alias msrp -keyalg EC -groupname secp256r1 -dname CN=msrp"
            + " -ext san=dns:localhost,ip:127.0.0.1 -validity 30 -storetype PKCS12";
    List<String> command = new ArrayList<>(List.of(keytool.toString()));
    command.addAll(List.of(options.split(" ", -1)));
    command.addAll(List.of("-keystore", store.toString(), "-storepass:env", PASSWORD));
    return command;
  }

  private static void make(Path store, String password) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(store)).redirectErrorStream(true);
    // Other users of the machine see arguments, but not this.
    builder.environment().put(PASSWORD, password);
    run(builder.start());
  }

  private static void run(Process process) throws IOException {
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw failure(Printable.line(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("interrupted");
    } finally {
      process.destroy();
    }
  }

  private static CommandFailure failure(String why) {
    return new CommandFailure(
        ExitStatus.NO_CONNECTION, "can't make a certificate, give one with --tls-cert: " + why);
  }
}
