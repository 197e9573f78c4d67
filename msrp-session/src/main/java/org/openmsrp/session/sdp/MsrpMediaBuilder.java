// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** Builds an offer or an answer; see {@link MsrpMedia}. For one thread. */
public final class MsrpMediaBuilder {

  private static final Set<String> OWN_METHOD =
      Set.of(
          "path",
          "accept-types",
          "accept-wrapped-types",
          "max-size",
          "setup",
          "connection",
          "msrp-cema",
          "fingerprint");

  private final MsrpPath path;
  private final Optional<MsrpMedia> offer;
  private final List<Fingerprint> fingerprints = new ArrayList<>();
  private final List<SdpAttribute> attributes = new ArrayList<>();
  private List<String> acceptTypes = List.of("*");
  private List<String> acceptWrappedTypes = List.of();
  private OptionalLong maxSize = OptionalLong.empty();
  private Direction direction;
  private Setup setup;
  private Optional<AddressMatch> cema = Optional.empty();

  MsrpMediaBuilder(MsrpPath path, Optional<MsrpMedia> offer) {
    this.path = MediaParts.path(path.toString());
    this.offer = offer;
    if (path.last().port().orElse(0) == 0) {
      throw new MsrpSyntaxException("port 0 refuses a session", "RFC 4975 §8.1");
    }
    direction = offer.map(media -> media.direction().reversed()).orElse(Direction.SENDRECV);
    setup = offer.map(MsrpMediaBuilder::answerTo).orElse(Setup.ACTPASS);
  }

  /** Passive where that is allowed: who can listen should (RFC 6135 §4.2.2). */
  private static Setup answerTo(MsrpMedia offer) {
    return offer.setup().equals(Optional.of(Setup.PASSIVE)) ? Setup.ACTIVE : Setup.PASSIVE;
  }

  /**
   * Sets which types this side takes, as a whole message or within one. Containers such as
   * message/cpim have to be named like any other (RFC 4975 §8.6).
   *
   * @param formats {@code *}, {@code type/*} or {@code type/subtype}, with parameters, the best
   *     first; {@code *} if this is not called
   * @return this builder
   * @throws MsrpSyntaxException if there is none, there are too many, or one is malformed
   */
  public MsrpMediaBuilder acceptTypes(String... formats) {
    acceptTypes = MediaFormats.parse(String.join(" ", checked(formats)));
    return this;
  }

  /**
   * Sets which types this side takes only within containers. What is accepted anyway is left out.
   *
   * @param formats as of {@link #acceptTypes}, or none at all
   * @return this builder
   * @throws MsrpSyntaxException if there are too many, or one is malformed
   */
  public MsrpMediaBuilder acceptWrappedTypes(String... formats) {
    acceptWrappedTypes = checked(formats);
    MediaFormats.requireCount(formats.length, "", 0);
    return this;
  }

  private static List<String> checked(String... formats) {
    List<String> all = List.of(formats);
    all.forEach(MediaFormats::require);
    return all;
  }

  /**
   * Sets how large a whole message should be at most. A hint: a larger one may come all the same.
   *
   * @param octets not negative; nothing is said if this is not called
   * @return this builder
   */
  public MsrpMediaBuilder maxSize(long octets) {
    if (octets < 0) {
      throw new IllegalArgumentException("max-size " + octets);
    }
    maxSize = OptionalLong.of(octets);
    return this;
  }

  /**
   * Sets which way messages go.
   *
   * @param value seen by this side
   * @return this builder
   */
  public MsrpMediaBuilder direction(Direction value) {
    direction = requireNonNull(value, "direction");
    return this;
  }

  /**
   * Sets who connects. An offer is active where this side can't be reached from outside, and
   * actpass where it can, behind a relay too. An answer to actpass is active behind an address
   * translator (RFC 6135 §4.2.2).
   *
   * @param value in an offer not passive; in an answer what the offer allows
   * @return this builder
   * @throws MsrpSyntaxException if it is not allowed here
   */
  public MsrpMediaBuilder setup(Setup value) {
    if (offer.isEmpty() && value == Setup.PASSIVE) {
      throw new MsrpSyntaxException("an offer must not be passive", "RFC 6135 §4.2.2");
    }
    Setup offered = offer.flatMap(MsrpMedia::setup).orElse(Setup.ACTIVE);
    if (offer.isPresent() && !offered.mayBeAnsweredWith(value)) {
      throw new MsrpSyntaxException(
          "an offer of " + offered + " is not answered with " + value, "RFC 4145 §4.1");
    }
    setup = value;
    return this;
  }

  /**
   * Allows middleboxes that change c- and m-line (RFC 6714). In an answer, that is said only where
   * §4.3 lets it be said, and an offer that has been changed by a box of the older kind is refused:
   * then {@link #build()} gives the offer's {@link MsrpMedia#rejection()}.
   *
   * @param match how addresses are compared
   * @return this builder
   */
  public MsrpMediaBuilder cema(AddressMatch match) {
    cema = Optional.of(match);
    return this;
  }

  /**
   * Adds fingerprints of own certificates: with TLS between the endpoints, the peer needs one for a
   * certificate that no authority has issued (RFC 4975 §14.4).
   *
   * @param values as {@code TlsCredentials.fingerprints()} gives them
   * @return this builder
   */
  public MsrpMediaBuilder fingerprints(Collection<Fingerprint> values) {
    fingerprints.addAll(values);
    return this;
  }

  /**
   * Adds an attribute that has no method here, such as {@code chatroom} or {@code file-selector}.
   *
   * @param value goes behind all others
   * @return this builder
   * @throws IllegalArgumentException if it has a method here, or must not be used with MSRP
   */
  public MsrpMediaBuilder attribute(SdpAttribute value) {
    if (OWN_METHOD.contains(value.name()) || Direction.of(value.name()).isPresent()) {
      throw new IllegalArgumentException("not an attribute of one's own: " + value.name());
    }
    attributes.add(value);
    return this;
  }

  /**
   * Builds the section.
   *
   * @return the section
   * @throws MsrpSyntaxException if it is larger than what can be read
   */
  public MsrpMedia build() {
    if (offer.isPresent() && cema.isPresent() && changedOnItsWay(offer.get(), cema.get())) {
      return offer.get().rejection();
    }
    MsrpMedia built = new MsrpMedia(parts());
    return MsrpMedia.parse(built.text());
  }

  private MediaParts parts() {
    MediaParts parts = new MediaParts();
    parts.cema = cema.isPresent() && (offer.isEmpty() || cemaMayAnswer(offer.get()));
    MsrpUri named = parts.cema ? path.first() : path.last();
    parts.secure = path.last().scheme().secure();
    parts.port = named.port().orElseThrow();
    parts.address = Optional.of(named.host());
    parts.path = Optional.of(path);
    parts.acceptTypes = acceptTypes;
    Set<String> wrapped = new LinkedHashSet<>(acceptWrappedTypes);
    acceptTypes.forEach(wrapped::remove);
    parts.acceptWrappedTypes = List.copyOf(wrapped);
    parts.maxSize = maxSize;
    parts.direction = direction;
    parts.setup = Optional.of(setup);
    parts.fingerprints.addAll(fingerprints);
    parts.attributes.addAll(attributes);
    return parts;
  }

  /** RFC 6714 §4.3, the first paragraph. */
  private static boolean changedOnItsWay(MsrpMedia offer, AddressMatch match) {
    return !offer.cema() && !match.holds(offer);
  }

  /** RFC 6714 §4.3: what the base protocol has to do alone. */
  private boolean cemaMayAnswer(MsrpMedia offered) {
    boolean relayed = path.size() > 1;
    boolean offererActive = offered.setup().orElse(Setup.ACTIVE) == Setup.ACTIVE;
    boolean offererPassive = offered.setup().equals(Optional.of(Setup.PASSIVE));
    return offered.cema()
        && !(relayed && offered.relayed())
        && !(offered.relayed() && offererActive)
        && !(relayed && offererPassive);
  }
}
