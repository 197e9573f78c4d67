// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequestBuilder;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.HopConnection;

/**
 * The AUTHs to one relay until it grants or refuses (RFC 4976 §5.1). Each of the ways round is
 * taken once at most, so that a relay can't keep it going: a challenge, a stale nonce, bounds of
 * the expiry. Its steps follow one another on callback threads.
 */
final class AuthDialogue {

  /** What one relay granted. */
  record Granted(MsrpPath usePath, Optional<Duration> lifetime) {}

  private final HopConnection hop;
  private final RelaySettings settings;
  private final MsrpPath to;
  private final MsrpPath from;
  private final RelayContext context;
  private final CompletableFuture<Granted> result = new CompletableFuture<>();
  private @Nullable Protection protection;
  private Protection.@Nullable Answer answer;
  private Optional<Long> seconds;
  private boolean remembered;
  private boolean challenged;
  private boolean staleSeen;
  private boolean boundsSeen;

  AuthDialogue(
      RelayContext context, HopConnection hop, RelaySettings settings, MsrpPath to, MsrpUri own) {
    this.context = context;
    this.hop = hop;
    this.settings = settings;
    this.to = to;
    this.from = MsrpPath.of(own);
    this.seconds = settings.expires().map(Duration::toSeconds);
    this.protection = context.protections().get(settings);
    this.remembered = protection != null;
  }

  CompletableFuture<Granted> start() {
    ask();
    return result;
  }

  private void ask() {
    if (result.isDone()) {
      return;
    }
    MsrpRequestBuilder request = hop.newRequest(MsrpMethod.AUTH, to, from);
    seconds.ifPresent(value -> request.header(HeaderName.EXPIRES, value));
    Protection known = protection;
    answer = known == null ? null : known.answer(settings, to.last().toString());
    if (answer != null) {
      request.header(HeaderName.AUTHORIZATION, answer.credentials());
    }
    var unused =
        hop.request(request.build())
            .whenComplete(
                (response, failure) -> {
                  if (failure == null) {
                    guarded(() -> onAnswer(response));
                  } else {
                    result.completeExceptionally(failure);
                  }
                });
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private void onAnswer(MsrpResponse response) {
    MsrpStatus status = response.status();
    MsrpHeaders headers = response.headers();
    if (status.success()) {
      result.complete(granted(headers));
    } else if (status.code() == MsrpStatus.UNAUTHORIZED.code()) {
      onChallenge(headers, status);
    } else if (status.code() == MsrpStatus.OUT_OF_BOUNDS.code() && obey(headers)) {
      ask();
    } else {
      throw RelayException.refused(status);
    }
  }

  private void onChallenge(MsrpHeaders headers, MsrpStatus status) {
    Protection offered =
        Protection.of(headers.values(HeaderName.WWW_AUTHENTICATE))
            .orElseThrow(
                () ->
                    RelayException.of(
                        RelayException.Reason.BAD_CHALLENGE,
                        "no challenge that can be answered: Digest with qop=auth and MD5 or"
                            + " SHA-256 (RFC 4976 §9.1)"));
    boolean worthAnotherTry = !challenged || (offered.stale() && !staleSeen);
    if (answer != null && !remembered && !worthAnotherTry) {
      context.protections().forget(settings);
      throw RelayException.refused(status);
    }
    // A remembered nonce may have ended, with the relay or without; it was no wrong password.
    staleSeen |= challenged;
    challenged = true;
    remembered = false;
    protection = offered;
    ask();
  }

  /** Takes over the relay's bounds (RFC 4976 §4.6); false if that was done before. */
  private boolean obey(MsrpHeaders headers) {
    Optional<Long> least = headers.value(HeaderName.MIN_EXPIRES);
    Optional<Long> most = headers.value(HeaderName.MAX_EXPIRES);
    if (boundsSeen || (least.isEmpty() && most.isEmpty())) {
      return false;
    }
    boundsSeen = true;
    long wanted = seconds.orElse(least.orElse(most.orElse(0L)));
    long raised = Math.max(wanted, least.orElse(wanted));
    seconds = Optional.of(Math.min(raised, most.orElse(raised)));
    return true;
  }

  private Granted granted(MsrpHeaders headers) {
    checkProof(headers.value(HeaderName.AUTHENTICATION_INFO));
    MsrpPath usePath =
        headers
            .value(HeaderName.USE_PATH)
            .orElseThrow(() -> badGrant("a 200 without Use-Path (RFC 4976 §6.3)"));
    for (MsrpUri uri : usePath.uris()) {
      if (uri.port().isEmpty()) {
        throw badGrant("a URI of Use-Path has no port (RFC 4976 §4.2)");
      }
      if (uri.host().numeric()) {
        context
            .logger()
            .debug("a URI of Use-Path has an address in place of a name (RFC 4976 §4.2)");
      }
    }
    Optional<Duration> lifetime = headers.value(HeaderName.EXPIRES).map(AuthDialogue::lifetime);
    return new Granted(usePath, lifetime);
  }

  private static Duration lifetime(long seconds) {
    return Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE));
  }

  /** RFC 2617 §3.2.3: a relay that knows the password can prove it. */
  private void checkProof(Optional<AuthenticationInfo> info) {
    Protection known = protection;
    Protection.Answer given = answer;
    if (known == null || given == null) {
      context.warnings().warn(settings + " granted an AUTH without asking for credentials");
      return;
    }
    Optional<String> proof = info.flatMap(AuthenticationInfo::responseAuth);
    if (proof.isPresent() && !given.provenBy(proof.get())) {
      throw RelayException.of(
          RelayException.Reason.BAD_PROOF,
          "its proof is wrong: it does not know the password (RFC 2617 §3.2.3)");
    }
    if (proof.isEmpty() && settings.proofRequired()) {
      throw RelayException.of(
          RelayException.Reason.BAD_PROOF,
          "it does not prove that it knows the password (RFC 4976 §9.1)");
    }
    if (proof.isEmpty()) {
      context
          .warnings()
          .warn(settings + " does not prove that it knows the password (RFC 4976 §9.1)");
    }
    info.ifPresent(known::proceed);
    context.protections().put(settings, known);
  }

  private static RelayException badGrant(String what) {
    return RelayException.of(RelayException.Reason.BAD_GRANT, what);
  }
}
