// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes of a name that a peer chose one that is harmless on every common file system: no path
 * parts, no control or direction-turning characters, no hidden files, no device names of Windows,
 * not too long.
 */
final class FileNames {

  /** Names may have 255 octets nearly everywhere; this leaves room for a number and for .part. */
  static final int LONGEST = 200;

  static final String PART = ".part";

  private static final String NAMELESS = "message";
  private static final int LONGEST_EXTENSION = 20;
  private static final String FORBIDDEN = "<>:\"|?*/\\";
  private static final Pattern DEVICE =
      Pattern.compile("(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³])( *\\..*)?");

  private FileNames() {}

  /** A harmless name; the same for the same wish. */
  static String safe(String wish) {
    String last = wish.substring(Math.max(wish.lastIndexOf('/'), wish.lastIndexOf('\\')) + 1);
    String name = bounded(trimmed(cleaned(Normalizer.normalize(last, Normalizer.Form.NFC))));
    if (name.isEmpty()) {
      return NAMELESS;
    }
    boolean device = DEVICE.matcher(name.toUpperCase(Locale.ROOT)).matches();
    boolean part = name.toLowerCase(Locale.ROOT).endsWith(PART);
    return (device || name.startsWith(".") ? "_" : "") + name + (part ? "_" : "");
  }

  /** The name for the n-th file that wants it. */
  static String numbered(String name, int n) {
    if (n == 1) {
      return name;
    }
    int dot = extensionStart(name);
    return name.substring(0, dot) + " (" + n + ")" + name.substring(dot);
  }

  private static String cleaned(String name) {
    StringBuilder clean = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            point -> {
              boolean good = Printable.isPrintable(point) && FORBIDDEN.indexOf(point) < 0;
              clean.appendCodePoint(good ? point : '_');
            });
    return clean.toString();
  }

  /** Windows drops trailing dots and spaces, so that two names could mean one file. */
  private static String trimmed(String name) {
    int end = name.length();
    while (end > 0 && ". ".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return name.substring(0, end).stripLeading();
  }

  private static String bounded(String name) {
    if (octets(name) <= LONGEST) {
      return name;
    }
    int dot = extensionStart(name);
    String extension = octets(name.substring(dot)) <= LONGEST_EXTENSION ? name.substring(dot) : "";
    int end = extension.isEmpty() ? name.length() : dot;
    while (octets(name.substring(0, end)) + octets(extension) > LONGEST) {
      end = name.offsetByCodePoints(end, -1);
    }
    return trimmed(name.substring(0, end)) + extension;
  }

  private static int extensionStart(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name.length() : dot;
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
