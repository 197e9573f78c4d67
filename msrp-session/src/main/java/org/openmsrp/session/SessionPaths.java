// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * The paths of one session: those that both sides agreed on, those that are written, and those that
 * may come. They differ where this server has granted the peer a URI: that URI stands in the peer's
 * path, but is this side. Changed within the connection's serial context, read by any thread.
 */
final class SessionPaths {

  private final SessionMatching matching;
  private volatile MsrpPath local;
  private volatile MsrpPath remote;
  private volatile MsrpPath to;
  private volatile MsrpPath from;

  /** The way to the peer before the last {@link #reroute}: it may not know of the new one yet. */
  private @Nullable MsrpPath formerTo;

  /** What this server has granted, if the session goes along such a URI. */
  private @Nullable Predicate<MsrpUri> grants;

  SessionPaths(MsrpPath local, MsrpPath remote, SessionMatching matching) {
    this.matching = matching;
    this.local = local;
    this.remote = remote;
    this.to = remote;
    this.from = local.size() == 1 ? local : MsrpPath.of(local.last());
  }

  /** The session goes along a URI that was granted to the peer. */
  void along(MsrpUri uri, Predicate<MsrpUri> granted) {
    grants = granted;
    remote(MsrpPath.of(uri).followedBy(remote));
  }

  MsrpPath local() {
    return local;
  }

  MsrpUri own() {
    return local.last();
  }

  /** The peer's whole path, as it stands in its SDP. */
  MsrpPath remote() {
    return remote;
  }

  void remote(MsrpPath path) {
    remote = path;
    boolean granted = grants != null && path.size() > 1;
    to = granted ? path.withoutFirst() : path;
    from = granted ? MsrpPath.of(path.first(), own()) : MsrpPath.of(own());
  }

  void reroute(MsrpPath newLocal, MsrpPath newRemote) {
    formerTo = to;
    local = newLocal;
    remote(newRemote);
  }

  /** The To-Path of what is written. */
  MsrpPath to() {
    return to;
  }

  /**
   * The From-Path of what is written: the own URI alone, since relays add theirs (RFC 4976 §5.1).
   */
  MsrpPath from() {
    return from;
  }

  /** Checks a request's paths against this session (RFC 4975 §7.3). */
  Optional<MsrpStatus> check(MsrpHead head) {
    if (!comesHere(head.toPath())) {
      return Optional.of(MsrpStatus.NO_SUCH_SESSION);
    }
    return comesFromPeer(head) ? Optional.empty() : Optional.of(MsrpStatus.NO_SUCH_SESSION);
  }

  private boolean comesHere(MsrpPath path) {
    Predicate<MsrpUri> granted = grants;
    boolean whole =
        granted == null ? path.size() == 1 : path.size() == 2 && granted.test(path.first());
    return whole && matching.matches(own(), path.last());
  }

  private boolean comesFromPeer(MsrpHead head) {
    MsrpPath path = head.fromPath();
    if (matching != SessionMatching.FULL_URI) {
      return matching.matches(remote.last(), path.last());
    }
    MsrpPath former = formerTo;
    return to.equals(path)
        || (former != null && former.equals(path))
        || (isReport(head) && comesFromRelay(path));
  }

  private static boolean isReport(MsrpHead head) {
    return head instanceof RequestHead request && request.method().equals(MsrpMethod.REPORT);
  }

  /** A relay on the way reports a failure in its own name (RFC 4976 §6.4.1). */
  private boolean comesFromRelay(MsrpPath path) {
    int hops = path.size();
    return hops < to.size() && to.uris().subList(0, hops).equals(path.uris());
  }
}
