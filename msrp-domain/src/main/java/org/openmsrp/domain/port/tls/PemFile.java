// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmsrp.domain.port.tls.TlsCredentialsException.Kind;

/** Cuts a PEM file into its blocks (RFC 7468). What stands outside of them is commentary. */
final class PemFile {

  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----\\s*");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=]*");

  private final String name;
  private final List<PemBlock> blocks = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();
  private String label = "";
  private int begun;

  private PemFile(String name) {
    this.name = name;
  }

  static List<PemBlock> read(Path path) {
    return parse(CredentialFiles.read(path), CredentialFiles.name(path));
  }

  static List<PemBlock> parse(byte[] octets, String name) {
    PemFile file = new PemFile(name);
    int number = 0;
    for (String line : new String(octets, StandardCharsets.ISO_8859_1).split("\r?\n", -1)) {
      number++;
      file.line(line, number);
    }
    if (file.begun > 0) {
      throw malformed("BEGIN without END", name, file.begun);
    }
    return file.blocks;
  }

  private void line(String line, int number) {
    Matcher begin = BEGIN.matcher(line);
    if (begun == 0) {
      if (begin.matches()) {
        begun = number;
        label = begin.group(1);
        body.setLength(0);
      }
    } else if (line.stripTrailing().equals("-----END " + label + "-----")) {
      blocks.add(new PemBlock(label, decode(), place(name, begun)));
      begun = 0;
    } else {
      content(line.strip(), number);
    }
  }

  private void content(String line, int number) {
    if (line.startsWith("Proc-Type:") || line.startsWith("DEK-Info:")) {
      String problem = "keys encrypted in the old way of OpenSSL are not supported, PKCS#8 is";
      throw new TlsCredentialsException(
          Kind.UNSUPPORTED, problem + " (openssl pkcs8 -topk8): " + place(name, number));
    }
    if (!BASE64.matcher(line).matches()) {
      throw malformed("neither Base64 nor the END of " + label, name, number);
    }
    body.append(line);
  }

  private byte[] decode() {
    try {
      return Base64.getDecoder().decode(body.toString());
    } catch (IllegalArgumentException notBase64) {
      // Its text would repeat a part of the content.
      throw malformed("not Base64", name, begun);
    }
  }

  private static TlsCredentialsException malformed(String what, String name, int line) {
    return new TlsCredentialsException(Kind.MALFORMED, what + ": " + place(name, line));
  }

  private static String place(String name, int line) {
    return name + ", line " + line;
  }
}
