// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

/**
 * What a peer may make a {@link ChunkDecoder} read, keep or skip. Every limit is at least 1.
 *
 * @param headOctets start line and headers of one frame together, in octets, with their line ends.
 *     Stops a peer that sends headers for ever. Beyond it the stream can't be followed any more
 * @param headers headers of one frame, To-Path and From-Path included. Stops heads of thousands of
 *     tiny headers, each of which becomes an object. Beyond it the frame is malformed
 * @param urisPerPath URIs in one path. Stops paths that make every hop parse and compare hundreds
 *     of URIs. Beyond it the frame is malformed
 * @param uriOctets octets of one URI. Stops URIs that are kept, compared and logged at length.
 *     Beyond it the frame is malformed
 * @param nonSendBodyOctets body octets of a request other than SEND, which are held back until the
 *     end-line; RFC 4975 §7.1 allows 10240. Stops a REPORT that fills the memory. Beyond it the
 *     frame is malformed
 * @param blankLines CRLFs in a row between two frames, which some relays send to keep a connection
 *     alive. Stops a peer that keeps a connection and a core busy with nothing. Beyond it the
 *     stream can't be followed any more
 */
public record DecoderLimits(
    int headOctets,
    int headers,
    int urisPerPath,
    int uriOctets,
    int nonSendBodyOctets,
    int blankLines) {

  /**
   * 16 KiB of head, 64 headers, 32 URIs of at most 2048 octets in a path, 10240 octets in a body
   * other than a SEND's, 100,000 blank lines (two every 30 s for 17 days).
   */
  public static final DecoderLimits DEFAULT =
      new DecoderLimits(16_384, 64, 32, 2048, 10_240, 100_000);

  /**
   * Checks the limits.
   *
   * @param headOctets start line and headers of one frame together
   * @param headers headers of one frame
   * @param urisPerPath URIs in one path
   * @param uriOctets octets of one URI
   * @param nonSendBodyOctets body octets of a request other than SEND
   * @param blankLines CRLFs in a row between two frames
   * @throws IllegalArgumentException if one is below 1
   */
  public DecoderLimits {
    require(headOctets, "headOctets");
    require(headers, "headers");
    require(urisPerPath, "urisPerPath");
    require(uriOctets, "uriOctets");
    require(nonSendBodyOctets, "nonSendBodyOctets");
    require(blankLines, "blankLines");
  }

  /**
   * The same limits but for the head.
   *
   * @param octets at least 1
   * @return a copy
   */
  public DecoderLimits withHeadOctets(int octets) {
    return new DecoderLimits(
        octets, headers, urisPerPath, uriOctets, nonSendBodyOctets, blankLines);
  }

  /**
   * The same limits but for the number of headers.
   *
   * @param count at least 1
   * @return a copy
   */
  public DecoderLimits withHeaders(int count) {
    return new DecoderLimits(
        headOctets, count, urisPerPath, uriOctets, nonSendBodyOctets, blankLines);
  }

  /**
   * The same limits but for the length of paths.
   *
   * @param count at least 1
   * @return a copy
   */
  public DecoderLimits withUrisPerPath(int count) {
    return new DecoderLimits(headOctets, headers, count, uriOctets, nonSendBodyOctets, blankLines);
  }

  /**
   * The same limits but for the length of a URI.
   *
   * @param octets at least 1
   * @return a copy
   */
  public DecoderLimits withUriOctets(int octets) {
    return new DecoderLimits(
        headOctets, headers, urisPerPath, octets, nonSendBodyOctets, blankLines);
  }

  /**
   * The same limits but for bodies of requests other than SEND.
   *
   * @param octets at least 1
   * @return a copy
   */
  public DecoderLimits withNonSendBodyOctets(int octets) {
    return new DecoderLimits(headOctets, headers, urisPerPath, uriOctets, octets, blankLines);
  }

  /**
   * The same limits but for blank lines between frames.
   *
   * @param count at least 1
   * @return a copy
   */
  public DecoderLimits withBlankLines(int count) {
    return new DecoderLimits(headOctets, headers, urisPerPath, uriOctets, nonSendBodyOctets, count);
  }

  private static void require(int limit, String name) {
    if (limit < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + limit);
    }
  }
}
