// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.port.tls.HashFunction;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpPath;

/** Reads one media section of MSRP. */
final class SectionReader {

  /** Formats are not told apart: a group for each would take a piece of stack for each. */
  private static final Pattern MEDIA =
      Pattern.compile("message ([0-9]{1,5}) (TCP(?:/TLS)?/MSRP) ([^ ](?:.*[^ ])?) *");

  private static final Pattern CONNECTION = Pattern.compile("IN IP[46] ([^ ]+) *");
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,19}");
  private static final String SDP = "RFC 8866 §5";

  private final MediaParts parts = new MediaParts();
  private final SdpLine media;
  private final Set<String> seen = new HashSet<>();
  private int attributes;

  private SectionReader(SdpLine media) {
    this.media = media;
  }

  /** Every section of MSRP in a description; what precedes the first m-line holds for all. */
  static List<MsrpMedia> sections(String text) {
    List<SdpLine> session = new ArrayList<>();
    List<List<SdpLine>> sections = new ArrayList<>();
    List<SdpLine> current = session;
    for (SdpLine line : SdpLine.of(text)) {
      if (line.type() == 'm') {
        current = new ArrayList<>();
        sections.add(current);
      }
      current.add(line);
    }
    sections.removeIf(section -> !isMsrp(section.get(0)));
    requireFew(sections);
    return sections.stream()
        .map(section -> new SectionReader(section.get(0)).read(session, section))
        .toList();
  }

  private static void requireFew(List<List<SdpLine>> sections) {
    if (sections.size() > MsrpMedia.MAX_SECTIONS) {
      SdpLine oneTooMany = sections.get(MsrpMedia.MAX_SECTIONS).get(0);
      throw oneTooMany.error(0, "more than " + MsrpMedia.MAX_SECTIONS + " sections of MSRP", SDP);
    }
  }

  private static boolean isMsrp(SdpLine media) {
    String value = media.value();
    return value.startsWith("message ") && value.contains("/MSRP");
  }

  private MsrpMedia read(List<SdpLine> session, List<SdpLine> section) {
    readMedia();
    section.forEach(this::readLine);
    session.forEach(this::readDefault);
    requireWhatAnOfferNeeds();
    return new MsrpMedia(parts);
  }

  private void requireWhatAnOfferNeeds() {
    boolean rejected = parts.port == 0;
    if (!rejected && parts.path.isEmpty()) {
      throw media.error(0, "a media section without path", "RFC 4975 §8.2");
    }
    if (!rejected && parts.acceptTypes.isEmpty()) {
      throw media.error(0, "a media section without accept-types", "RFC 4975 §8.6");
    }
  }

  private void readMedia() {
    Matcher matcher = MEDIA.matcher(media.value());
    if (!matcher.matches()) {
      throw media.error(0, "malformed media line of MSRP", "RFC 4975 §8.1");
    }
    parts.port = Integer.parseInt(matcher.group(1));
    parts.secure = matcher.group(2).contains("TLS");
    if (parts.port > 65_535) {
      throw media.error(matcher.start(1), "port out of range", "RFC 4975 §8.1");
    }
    if (parts.port > 0 && !matcher.group(3).equals("*")) {
      throw media.error(matcher.start(3), "the format of MSRP is *", "RFC 4975 §8.1");
    }
  }

  private void readLine(SdpLine line) {
    if (line.type() == 'c') {
      once(line, "c");
      parts.address = Optional.of(address(line));
    } else if (line.type() == 'a') {
      countAttribute(line);
      readAttribute(line, line.name());
    }
  }

  /** What stands before all media sections counts where a section says nothing of its own. */
  private void readDefault(SdpLine line) {
    if (line.type() == 'c' && parts.address.isEmpty()) {
      parts.address = Optional.of(address(line));
    } else if (line.type() == 'a') {
      readDefaultAttribute(line, line.name());
    }
  }

  private void readDefaultAttribute(SdpLine line, String name) {
    boolean direction = Direction.of(line.value()).isPresent() && !seen.contains("direction");
    boolean setup = name.equals("setup") && !seen.contains("setup");
    boolean fingerprint = name.equals("fingerprint") && !seen.contains("fingerprint");
    if (direction || setup) {
      countAttribute(line);
      readAttribute(line, name);
    } else if (fingerprint) {
      countAttribute(line);
      readFingerprint(line);
    }
  }

  private void countAttribute(SdpLine line) {
    if (++attributes > MsrpMedia.MAX_ATTRIBUTES) {
      throw line.error(0, "more than " + MsrpMedia.MAX_ATTRIBUTES + " attributes", SDP);
    }
  }

  private void readAttribute(SdpLine line, String name) {
    switch (name) {
      case "path" -> parts.path = Optional.of(path(line));
      case "accept-types" -> parts.acceptTypes = formats(line);
      case "accept-wrapped-types" -> parts.acceptWrappedTypes = formats(line);
      case "max-size" -> parts.maxSize = OptionalLong.of(size(line));
      case "setup" -> readSetup(line);
      case "fingerprint" -> {
        seen.add("fingerprint");
        readFingerprint(line);
      }
      case "msrp-cema" -> parts.cema = parts.cema || !line.hasValue();
      case "connection" -> {} // Must be ignored (RFC 6135 §4.4).
      default -> readOther(line, name);
    }
  }

  private void readOther(SdpLine line, String name) {
    Optional<Direction> direction = Direction.of(line.value());
    if (direction.isPresent()) {
      once(line, "direction");
      parts.direction = direction.get();
      return;
    }
    Optional<String> value =
        line.hasValue() ? Optional.of(line.value().substring(line.valueStart())) : Optional.empty();
    parts.attributes.add(line.read(0, whole -> new SdpAttribute(name, value)));
  }

  private MsrpPath path(SdpLine line) {
    once(line, "path");
    return line.read(line.valueStart(), MediaParts::path);
  }

  private List<String> formats(SdpLine line) {
    once(line, line.name());
    return line.read(line.valueStart(), MediaFormats::parse);
  }

  private long size(SdpLine line) {
    once(line, "max-size");
    String digits = line.value().substring(line.valueStart());
    try {
      if (SIZE.matcher(digits).matches()) {
        return Long.parseLong(digits);
      }
    } catch (NumberFormatException e) {
      throw line.error(line.valueStart(), "max-size above 2^63 - 1", "RFC 4975 §8.6");
    }
    throw line.error(line.valueStart(), "max-size is not a number", "RFC 4975 §8.6");
  }

  /** A value that MSRP does not know, holdconn too, reads as if none were there (RFC 6135 §4.2). */
  private void readSetup(SdpLine line) {
    once(line, "setup");
    parts.setup = Setup.of(line.value().substring(line.valueStart()));
  }

  /** One of a function that is unknown, or must not be used, promises nothing (RFC 8122 §5). */
  private void readFingerprint(SdpLine line) {
    String value = line.value().substring(line.valueStart()).strip();
    int space = value.indexOf(' ');
    if (space < 0 || HashFunction.of(value.substring(0, space)).isPresent()) {
      parts.fingerprints.add(line.read(line.valueStart(), Fingerprint::parse));
    }
  }

  private static MsrpHost address(SdpLine line) {
    Matcher matcher = CONNECTION.matcher(line.value());
    if (!matcher.matches()) {
      throw line.error(0, "malformed connection line", "RFC 8866 §5.7");
    }
    return line.read(matcher.start(1), host -> MsrpHost.parse(host.strip()));
  }

  private void once(SdpLine line, String what) {
    if (!seen.add(what)) {
      throw line.error(0, what + " stands twice in a media section", SDP);
    }
  }

  static MsrpSyntaxException notOne(String text, int sections) {
    return MsrpSyntaxException.at(
        text, 0, sections + " media sections of MSRP in place of one", "RFC 4975 §8.1");
  }
}
