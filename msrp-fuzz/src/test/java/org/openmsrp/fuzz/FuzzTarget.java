// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is fuzzed. A target takes any octets and throws if something is wrong with the code, never
 * because something is wrong with the octets. It is deterministic: an input that has failed once
 * fails always.
 */
enum FuzzTarget {
  /** The decoder, in pieces against whole, and what is decoded against what is encoded again. */
  FRAMES(FramesTarget::run, Seeds::frames),
  /** URIs, paths, hosts and parameters. */
  URIS(TextTargets::uris, Seeds::uris),
  /** The value of each known header, media types, methods and names. */
  HEADERS(TextTargets::headers, Seeds::headers),
  /** Challenges, credentials and what follows them. */
  DIGEST(TextTargets::digest, Seeds::headers),
  /** Messages in CPIM wrappers. */
  CPIM(CpimTarget::run, Seeds::cpim),
  /** Descriptions with media sections of MSRP. */
  SDP(SdpTarget::run, Seeds::sdp),
  /** An answer of a DNS server to Netty, and the order of the records in it. */
  SRV(SrvTarget::netty, Seeds::srv),
  /** The same, to dnsjava. */
  DNSJAVA(SrvTarget::dnsjava, Seeds::srv),
  /** Certificates and keys in PEM. */
  PEM(PemTarget::run, Seeds::pem),
  /** A server's answer to the handshake of WebSocket. */
  HANDSHAKE(HandshakeTarget::run, Seeds::handshake),
  /** Frames of a WebSocket and of what is none, in either role. */
  WEBSOCKET(WebSocketTarget::run, Seeds::webSocket),
  /** A client whose relay sends the octets, in a state that the first of them chooses. */
  RELAY(EngineTarget::relay, Seeds::relay),
  /** A stack whose peer sends the octets, in a state that the first of them chooses. */
  ENGINE(EngineTarget::engine, Seeds::engine);

  private final Consumer<byte[]> body;
  private final Supplier<List<byte[]>> seeds;

  FuzzTarget(Consumer<byte[]> body, Supplier<List<byte[]>> seeds) {
    this.body = body;
    this.seeds = seeds;
  }

  static FuzzTarget named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The name of its folder in the corpus. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  void run(byte[] octets) {
    body.accept(octets);
  }

  /** Inputs that the project has already, for a fuzzer to begin with. */
  List<byte[]> seeds() {
    return seeds.get();
  }
}
