// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.nio.charset.StandardCharsets;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.ReportRequest;

/** Where a connection stands when the peer begins to say anything. */
enum EngineState implements EngineTarget.State {
  /** A session is prepared, and its peer not named yet. */
  PREPARED {
    @Override
    public void enter(EngineWorld world) {
      world.await(world.stack().acceptor().prepare(EngineWorld.LOCAL.first()));
      world.connect();
    }
  },
  /** Whoever knows the session id may bind. */
  EXPECTING {
    @Override
    public void enter(EngineWorld world) {
      DirectAcceptor acceptor = world.stack().acceptor();
      world.await(acceptor.prepare(EngineWorld.LOCAL.first()));
      world.whenBound(acceptor.completeWithAnyPeer());
      world.connect();
    }
  },
  /** Bound; the user reads each message whole. */
  BOUND {
    @Override
    public void enter(EngineWorld world) {
      bind(world, IncomingMessage::bytes);
    }
  },
  /** Bound; the user takes nothing. */
  UNREAD {
    @Override
    public void enter(EngineWorld world) {
      bind(world, message -> {});
    }
  },
  /** Bound; the user refuses what has begun. */
  REFUSING {
    @Override
    public void enter(EngineWorld world) {
      bind(world, IncomingMessage::discard);
    }
  },
  /** Bound, with a message, a wish and a report on their way. */
  SENDING {
    @Override
    public void enter(EngineWorld world) {
      MsrpSession session = bind(world, IncomingMessage::bytes);
      String text = "text ".repeat(2000);
      session.send(OutgoingMessage.text(text).withReports(ReportRequest.CONFIRMED));
      session.send("short");
      session.nickname(new Nickname("fuzz"));
      world.settle();
    }
  },
  /** The stack has connected and waits for the answer to its first request. */
  KNOCKING {
    @Override
    public void enter(EngineWorld world) {
      world.listen();
      DirectConnector connector = world.stack().connector();
      world.await(connector.prepare(EngineWorld.LOCAL.first()));
      world.whenBound(connector.complete(EngineWorld.REMOTE));
      world.settle();
    }
  },
  /** The user has closed a session that had something to send. */
  CLOSING {
    @Override
    public void enter(EngineWorld world) {
      MsrpSession session = bind(world, IncomingMessage::bytes);
      session.send(OutgoingMessage.text("last words"));
      session.close();
      world.settle();
    }
  };

  static final String KNOCK =
      """
      MSRP bind0001 SEND
      To-Path: %s
      From-Path: %s
      Message-ID: knock001
      Byte-Range: 1-0/0
      -------bind0001$
      """
          .formatted(EngineWorld.LOCAL, EngineWorld.REMOTE)
          .replace("\n", "\r\n");

  private static MsrpSession bind(EngineWorld world, EngineWorld.Taking taking) {
    world.taking(taking);
    DirectAcceptor acceptor = world.stack().acceptor();
    world.await(acceptor.prepare(EngineWorld.LOCAL.first()));
    var channel = acceptor.complete(EngineWorld.REMOTE);
    world.connect();
    world.peer().sends(KNOCK.getBytes(StandardCharsets.US_ASCII));
    return world.session(world.await(channel));
  }
}
