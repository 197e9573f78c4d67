// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionException;

/** One side of one talk: the stage on which its channel comes, and then its session. */
final class Side {

  static final String KEEP_ALIVE = "alive";

  final Talk talk;
  final boolean active;
  final Receiver receiver;
  private final Ledger ledger;
  @Nullable MsrpSession session;
  @Nullable CompletionStage<MsrpChannel> binding;
  boolean tried;
  boolean bindingOver;
  @Nullable Throwable bindingFailure;

  Side(Talk talk, boolean active, Receiver receiver, Ledger ledger) {
    this.talk = talk;
    this.active = active;
    this.receiver = receiver;
    this.ledger = ledger;
  }

  /** A channel is on its way. */
  void bind(CompletionStage<MsrpChannel> channel) {
    tried = true;
    binding = channel;
    var unused =
        channel.whenComplete(
            (bound, failure) -> {
              if (bindingOver) {
                ledger.wrong("bound twice: " + talk);
              }
              bindingOver = true;
              bindingFailure = failure;
              if (bound != null) {
                session =
                    MsrpSession.builder(bound)
                        .handler(receiver)
                        .acceptTypes(talk.accepts())
                        .start();
              }
            });
  }

  /** An empty SEND; its transaction must end. */
  void keepAlive(String transactionId, java.util.List<CompletionStage<?>> stages) {
    MsrpSession open = session;
    if (open == null) {
      return;
    }
    MsrpRequest request =
        MsrpRequest.builder(
                MsrpMethod.SEND,
                transactionId,
                open.remotePath(),
                MsrpPath.of(open.localPath().last()))
            .header(HeaderName.MESSAGE_ID, KEEP_ALIVE + transactionId)
            .header(HeaderName.BYTE_RANGE, ByteRange.NOTHING)
            .build();
    try {
      stages.add(open.send(request));
    } catch (MsrpSessionException e) {
      refused(e);
    }
  }

  /** A session may refuse for three reasons. */
  void refused(MsrpSessionException e) {
    boolean known =
        e.kind() == MsrpSessionException.Kind.CLOSED
            || e.kind() == MsrpSessionException.Kind.QUEUE_FULL
            || e.kind() == MsrpSessionException.Kind.TYPE_NOT_ACCEPTED;
    if (!known) {
      ledger.wrong("refused: " + e);
    }
  }
}
