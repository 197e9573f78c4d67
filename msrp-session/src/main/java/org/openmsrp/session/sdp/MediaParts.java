// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** What a media section is made of, while it is being read or built. */
final class MediaParts {

  boolean secure;
  int port;
  Optional<MsrpHost> address = Optional.empty();
  Optional<MsrpPath> path = Optional.empty();
  List<String> acceptTypes = List.of();
  List<String> acceptWrappedTypes = List.of();
  OptionalLong maxSize = OptionalLong.empty();
  Direction direction = Direction.SENDRECV;
  Optional<Setup> setup = Optional.empty();
  boolean cema;
  final List<Fingerprint> fingerprints = new ArrayList<>();
  final List<SdpAttribute> attributes = new ArrayList<>();

  static MsrpPath path(String text) {
    MsrpPath path = MsrpPath.parse(text);
    int at = 0;
    for (MsrpUri uri : path.uris()) {
      at = text.indexOf(uri.toString(), at);
      if (uri.port().isEmpty()) {
        throw MsrpSyntaxException.at(text, at, "a URI in SDP needs a port", "RFC 4975 §8.2");
      }
    }
    return path;
  }

  /** The section, each line with CRLF, in the order in which RFC 4975 has its examples. */
  String text() {
    StringBuilder text = new StringBuilder(256);
    String protocol = secure ? "TCP/TLS/MSRP" : "TCP/MSRP";
    line(text, "m=message " + port + " " + protocol + " *");
    address.ifPresent(host -> line(text, "c=IN " + family(host) + " " + host.text()));
    formats(text, "accept-types", acceptTypes);
    formats(text, "accept-wrapped-types", acceptWrappedTypes);
    maxSize.ifPresent(octets -> line(text, "a=max-size:" + octets));
    path.ifPresent(uris -> line(text, "a=path:" + uris));
    setup.ifPresent(role -> line(text, "a=setup:" + role));
    if (cema) {
      line(text, "a=msrp-cema");
    }
    fingerprints.forEach(fingerprint -> line(text, "a=fingerprint:" + fingerprint));
    if (direction != Direction.SENDRECV) {
      line(text, "a=" + direction);
    }
    attributes.forEach(attribute -> line(text, "a=" + attribute));
    return text.toString();
  }

  private static String family(MsrpHost host) {
    return host.kind() == MsrpHost.Kind.IPV6 ? "IP6" : "IP4";
  }

  private static void formats(StringBuilder text, String name, List<String> formats) {
    if (!formats.isEmpty()) {
      line(text, "a=" + name + ":" + String.join(" ", formats));
    }
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append("\r\n");
  }
}
