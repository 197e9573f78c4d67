// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * A non-empty list of MSRP URIs: the value of To-Path, From-Path and Use-Path, and of the SDP
 * attribute {@code path} (RFC 4975 §7.1, §8.2; RFC 4976 §4.2). Immutable.
 */
public final class MsrpPath {

  private final List<MsrpUri> uris;
  private final String text;

  private MsrpPath(List<MsrpUri> uris, String text) {
    this.uris = uris;
    this.text = text;
  }

  /**
   * A path of these URIs.
   *
   * @param first the first URI
   * @param more those behind it
   * @return the path
   */
  public static MsrpPath of(MsrpUri first, MsrpUri... more) {
    List<MsrpUri> all = new ArrayList<>(more.length + 1);
    all.add(first);
    all.addAll(List.of(more));
    return of(all);
  }

  /**
   * A path of these URIs.
   *
   * @param uris at least one
   * @return the path
   * @throws MsrpSyntaxException if there is none
   */
  public static MsrpPath of(List<MsrpUri> uris) {
    List<MsrpUri> copy = List.copyOf(uris);
    if (copy.isEmpty()) {
      throw new MsrpSyntaxException("a path needs at least one URI", "RFC 4975 §9");
    }
    String text =
        copy.size() == 1
            ? copy.get(0).toString()
            : copy.stream().map(MsrpUri::toString).collect(Collectors.joining(" "));
    return new MsrpPath(copy, text);
  }

  /**
   * Parses URIs that are separated by one space each. Runs of spaces are accepted.
   *
   * @param text the header's or attribute's value
   * @return the path
   * @throws MsrpSyntaxException if a URI is malformed, or there is none
   */
  public static MsrpPath parse(String text) {
    requireNonNull(text, "text");
    List<MsrpUri> uris = new ArrayList<>(2);
    for (int start = 0; start < text.length(); ) {
      int space = text.indexOf(' ', start);
      int end = space < 0 ? text.length() : space;
      if (end > start) {
        uris.add(uri(text, start, end));
      }
      start = end + 1;
    }
    return of(uris);
  }

  private static MsrpUri uri(String text, int from, int to) {
    try {
      return MsrpUri.parse(text.substring(from, to));
    } catch (MsrpSyntaxException e) {
      throw e.within(text, from);
    }
  }

  /**
   * The URIs.
   *
   * @return an immutable list of at least one
   */
  public List<MsrpUri> uris() {
    return uris;
  }

  /**
   * The leftmost URI: of a To-Path the next hop, of a From-Path the previous one.
   *
   * @return the first URI
   */
  public MsrpUri first() {
    return uris.get(0);
  }

  /**
   * The rightmost URI: of a To-Path the final target, of a From-Path the original sender.
   *
   * @return the last URI
   */
  public MsrpUri last() {
    return uris.get(uris.size() - 1);
  }

  /**
   * How many URIs there are.
   *
   * @return at least 1
   */
  public int size() {
    return uris.size();
  }

  /**
   * A path that goes through this one and then through another: a relay's Use-Path followed by the
   * peer's path (RFC 4976 §5.1).
   *
   * @param next what follows
   * @return both in order
   */
  public MsrpPath followedBy(MsrpPath next) {
    List<MsrpUri> all = new ArrayList<>(uris);
    all.addAll(next.uris);
    return of(all);
  }

  /**
   * The path without its first URI.
   *
   * @return the rest
   * @throws IllegalStateException if there is only one URI
   */
  public MsrpPath withoutFirst() {
    if (uris.size() == 1) {
      throw new IllegalStateException("the path has only one URI");
    }
    return of(uris.subList(1, uris.size()));
  }

  /**
   * The path backwards (RFC 4976 §5.1: the path for SDP is the Use-Path reversed).
   *
   * @return the URIs from last to first
   */
  public MsrpPath reversed() {
    List<MsrpUri> all = new ArrayList<>(uris);
    Collections.reverse(all);
    return of(all);
  }

  /**
   * The path for logs.
   *
   * @return the URIs, session ids shortened
   */
  public String redacted() {
    return uris.stream().map(MsrpUri::redacted).collect(Collectors.joining(" "));
  }

  /**
   * The path as it goes on the wire.
   *
   * @return the URIs, separated by one space each
   */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof MsrpPath path && uris.equals(path.uris));
  }

  @Override
  public int hashCode() {
    return uris.hashCode();
  }
}
