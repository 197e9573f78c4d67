// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openmsrp.domain.MsrpSyntaxException;

/** Which namespaces have been declared so far in a message (RFC 3862 §3.4). */
final class CpimScope {

  private static final String RULE = "RFC 3862 §3.4";

  /** By prefix; that of the default is empty. */
  private final Map<String, String> declared = new LinkedHashMap<>();

  Map<String, String> declared() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(declared));
  }

  /** Takes the value of an NS header: {@code prefix <URI>} or {@code <URI>}. */
  void declare(String value) {
    int prefixEnd = CpimText.nameEnd(value, 0);
    int open = CpimText.spaceEnd(value, prefixEnd);
    CpimText.require(value.startsWith("<", open), value, open, "NS without <", RULE);
    int close = value.length() - 1;
    CpimText.require(
        close > open && value.endsWith(">"), value, close + 1, "NS without > at its end", RULE);
    try {
      String uri = CpimText.requireUri(value.substring(open + 1, close), "namespace");
      declared.put(value.substring(0, prefixEnd), uri);
    } catch (MsrpSyntaxException e) {
      throw e.within(value, open + 1);
    }
  }

  /** The place behind a written name that begins at {@code from}: {@code [prefix.]name}. */
  static int nameEnd(String text, int from) {
    int end = CpimText.nameEnd(text, from);
    boolean prefixed = end > from && text.startsWith(".", end);
    return prefixed ? CpimText.nameEnd(text, end + 1) : end;
  }

  /**
   * What a written name means here. NS always declares, whatever the default namespace is: else
   * nobody could ever change it back.
   */
  CpimName resolve(String written) {
    int end = nameEnd(written, 0);
    boolean whole = end > 0 && end == written.length() && !written.endsWith(".");
    CpimText.require(whole, written, end, "malformed name", CpimText.GRAMMAR);
    int dot = written.indexOf('.');
    String name = written.substring(dot + 1);
    if (dot < 0) {
      String namespace = declared.getOrDefault("", CpimName.CORE);
      return name.equals(CpimName.NS.name()) ? CpimName.NS : new CpimName(namespace, name);
    }
    String namespace = declared.get(written.substring(0, dot));
    if (namespace == null) {
      throw new MsrpSyntaxException("a prefix that no NS has declared before", RULE);
    }
    return new CpimName(namespace, name);
  }
}
