// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.session.IncomingMessage;

/** Where a client and its relay stand when the relay begins to say anything. */
enum RelayState implements EngineTarget.State {
  /** The first AUTH, without credentials, is on its way. */
  ASKED {
    @Override
    public void enter(EngineWorld world) {
      begin(world, RelayMode.ACTIVE);
    }
  },
  /** A challenge was answered. */
  CHALLENGED {
    @Override
    public void enter(EngineWorld world) {
      begin(world, RelayMode.ACTIVE);
      answer(world, CHALLENGE);
    }
  },
  /** There is a grant, and nobody to talk to yet. */
  GRANTED {
    @Override
    public void enter(EngineWorld world) {
      granted(world, RelayMode.ACTIVE);
    }
  },
  /** The grant is about to end, and an AUTH for another one on its way. */
  RENEWING {
    @Override
    public void enter(EngineWorld world) {
      granted(world, RelayMode.ACTIVE);
      world.advance(Duration.ofSeconds(LIFETIME - 1));
    }
  },
  /** The first request to the peer went through the relay and is not answered. */
  KNOCKING {
    @Override
    public void enter(EngineWorld world) {
      knock(world);
    }
  },
  /** A session is bound through the relay. */
  BOUND {
    @Override
    public void enter(EngineWorld world) {
      world.taking(IncomingMessage::bytes);
      knock(world);
      answer(world, "200 OK\r\n");
    }
  },
  /** Whoever knows the path may bind. */
  EXPECTING {
    @Override
    public void enter(EngineWorld world) {
      world.whenBound(granted(world, RelayMode.PASSIVE).completeWithAnyPeer());
    }
  };

  static final String CHALLENGE =
      """
      401 Unauthorized
      WWW-Authenticate: Digest realm="raw.example", nonce="n0nce", qop="auth", opaque="0paque"
      """
          .replace("\n", "\r\n");

  private static final int LIFETIME = 60;

  static final String GRANT =
      """
      200 OK
      Use-Path: msrp://raw.example:7777/gr4nt;tcp
      Expires: %d
      """
          .formatted(LIFETIME)
          .replace("\n", "\r\n");

  private static final MsrpUri RELAY = MsrpUri.parse("msrp://raw.example:7777;tcp");
  private static final MsrpPath PEER = MsrpPath.parse("msrp://peer.example:2855/peer;tcp");

  private static final Pattern REQUEST =
      Pattern.compile("MSRP (\\S+) [A-Z]+\r\nTo-Path: ([^\r]+)\r\nFrom-Path: ([^\r]+)\r\n");

  private static CompletionStage<MsrpPath> prepare(RelayConnector connector, EngineWorld world) {
    CompletionStage<MsrpPath> path = connector.prepare(EngineWorld.LOCAL.first());
    world.settle();
    return path;
  }

  private static RelayConnector begin(EngineWorld world, RelayMode mode) {
    world.listen();
    RelaySettings settings =
        RelaySettings.builder(RELAY)
            .allowPlaintext()
            .credentials("alice", new char[] {'s', 'e', 'c', 'r', 'e', 't'})
            .build();
    RelayConnector connector = RelayClient.builder(world.stack()).build().connector(settings, mode);
    CompletionStage<MsrpPath> unused = prepare(connector, world);
    return connector;
  }

  private static RelayConnector granted(EngineWorld world, RelayMode mode) {
    RelayConnector connector = begin(world, mode);
    answer(world, CHALLENGE);
    answer(world, GRANT);
    Chance.require(connector.grant().isPresent(), "the relay has granted");
    return connector;
  }

  /** Sends the first request to the peer through the relay. */
  private static void knock(EngineWorld world) {
    world.whenBound(granted(world, RelayMode.ACTIVE).complete(PEER));
  }

  /** Answers the last request that the relay has heard. */
  private static void answer(EngineWorld world, String answer) {
    MatchResult last =
        REQUEST.matcher(world.peer().heard()).results().reduce((one, two) -> two).orElseThrow();
    String id = last.group(1);
    String paths = "To-Path: " + last.group(3) + "\r\nFrom-Path: " + last.group(2) + "\r\n";
    int line = answer.indexOf("\r\n") + 2;
    String whole = "MSRP " + id + " " + answer.substring(0, line) + paths + answer.substring(line);
    world.peer().sends((whole + "-------" + id + "$\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }
}
