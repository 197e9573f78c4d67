// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.testkit.arbitrary.Malformation;
import org.openmsrp.testkit.vector.CodecCase;

/**
 * The laws of a codec (RFC 4975 §7 and §9), each a property. A test class implements this interface
 * and says which codec; jqwik runs it.
 */
public interface CodecContract extends CodecInputs {

  /**
   * What is encoded is decoded to the same chunks.
   *
   * @param chunks any chunks
   */
  @Property(tries = 300)
  default void decode_whatWasEncoded_isTheSame(@ForAll("chunks") List<MsrpChunk> chunks) {
    CodecUnderTest codec = codec();

    assertThat(codec.decode(List.of(Streams.encoded(codec, chunks)))).isEqualTo(chunks);
  }

  /**
   * Where a stream is cut means nothing: TCP cuts it anywhere.
   *
   * @param chunks any chunks
   * @param places where the stream is cut, as shares of its length
   */
  @Property(tries = 300)
  default void decode_streamCutAnywhere_isTheSame(
      @ForAll("chunks") List<MsrpChunk> chunks, @ForAll("places") List<Double> places) {
    CodecUnderTest codec = codec();
    List<byte[]> pieces = Streams.cut(Streams.encoded(codec, chunks), places);

    assertThat(codec.decode(pieces)).isEqualTo(chunks);
  }

  /**
   * What two peers say to each other comes in its order.
   *
   * @param chunks the conversation
   */
  @Property(tries = 100)
  default void decode_conversation_isTheSameInOrder(
      @ForAll("conversations") List<MsrpChunk> chunks) {
    CodecUnderTest codec = codec();

    assertThat(codec.decode(List.of(Streams.encoded(codec, chunks))))
        .containsExactlyElementsOf(chunks);
  }

  /**
   * There is one encoding of a chunk: to decode and encode it changes nothing.
   *
   * @param chunks any chunks
   */
  @Property(tries = 300)
  default void encode_whatWasDecoded_isCanonical(@ForAll("chunks") List<MsrpChunk> chunks) {
    CodecUnderTest codec = codec();
    byte[] once = Streams.encoded(codec, chunks);

    assertThat(Streams.encoded(codec, codec.decode(List.of(once)))).isEqualTo(once);
  }

  /**
   * A body that holds its own end-line is refused, for the receiver would end the chunk there (RFC
   * 4975 §7.1).
   *
   * @param before what stands before the end-line
   * @param after what stands behind it
   */
  @Property(tries = 50)
  default void encode_bodyWithItsOwnEndLine_isRefused(
      @ForAll @AlphaChars @StringLength(max = 20) String before,
      @ForAll @AlphaChars @StringLength(max = 20) String after) {
    MsrpPath path = MsrpPath.parse("msrp://bob.example:8888/s1;tcp");
    MsrpRequest send =
        MsrpRequest.builder(MsrpMethod.SEND, "tid1", path, path)
            .body(MediaType.TEXT_PLAIN, MsrpBody.utf8(before + "\r\n-------tid1$\r\n" + after))
            .build();

    assertThatThrownBy(() -> codec().encode(send)).isInstanceOf(MsrpSyntaxException.class);
  }

  /**
   * The RFCs' own examples mean what the RFCs say.
   *
   * @param example one of them
   */
  @Property
  default void decode_exampleOfRfc_isWhatTheRfcSays(@ForAll("examples") CodecCase example) {
    assertThat(example.difference(codec().decode(List.of(example.octets())))).isEmpty();
  }

  /**
   * Odd cases that are legal mean what the RFCs say: empty bodies, bodies of line ends, of other
   * transactions' end-lines and of all octets, unknown methods and headers.
   *
   * @param odd one of them
   */
  @Property
  default void decode_oddCase_isTaken(@ForAll("oddCases") CodecCase odd) {
    assertThat(odd.difference(codec().decode(List.of(odd.octets())))).isEmpty();
  }

  /**
   * Cases that are not legal are refused.
   *
   * @param bad one of them
   */
  @Property
  default void decode_badCase_isRefused(@ForAll("badCases") CodecCase bad) {
    assertThatThrownBy(() -> codec().decode(List.of(bad.octets())))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  /**
   * A frame is refused that is malformed in one known way.
   *
   * @param malformation the way
   * @param text the body of the frame
   */
  @Property(tries = 300)
  default void decode_malformedFrame_isRefused(
      @ForAll Malformation malformation, @ForAll @AlphaChars @StringLength(max = 50) String text) {
    assertThatThrownBy(() -> codec().decode(List.of(malformation.frame(text))))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  /**
   * Nothing but chunks or a syntax error comes of octets that almost are MSRP, and both the same
   * however the stream is cut.
   *
   * @param octets noise, or a vector that is damaged
   * @param places where the stream is cut, as shares of its length
   */
  @Property(tries = 1000)
  default void decode_noise_isTakenOrRefusedHoweverCut(
      @ForAll("noise") byte[] octets, @ForAll("places") List<Double> places) {
    CodecUnderTest codec = codec();

    assertThat(Streams.outcome(codec, Streams.cut(octets, places)))
        .isEqualTo(Streams.outcome(codec, List.of(octets)));
  }

  /** A head has a bound: one of a megabyte is refused, though it is well formed otherwise. */
  @Example
  default void decode_headOfAMegabyte_isRefused() {
    assertThatThrownBy(() -> codec().decode(List.of(Streams.hugeHead())))
        .isInstanceOf(MsrpSyntaxException.class);
  }
}
