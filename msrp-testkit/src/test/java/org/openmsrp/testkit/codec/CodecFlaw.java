// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpRequest;

/** Mistakes that codecs make, each with the property that must find it. */
@SuppressWarnings("ImmutableEnumChecker") // A supplier without state.
enum CodecFlaw {
  FLAG_FORGOTTEN("decode_whatWasEncoded_isTheSame", FlagForgotten::new),
  EACH_PIECE_FOR_ITSELF("decode_streamCutAnywhere_isTheSame", Forgetful::new),
  RESPONSES_FIRST("decode_conversation_isTheSameInOrder", ResponsesFirst::new),
  ENCODED_IN_TWO_WAYS("encode_whatWasDecoded_isCanonical", Moody::new),
  OWN_END_LINE_WRITTEN("encode_bodyWithItsOwnEndLine_isRefused", Careless::new),
  MESSAGE_ID_IN_LOWER_CASE("decode_exampleOfRfc_isWhatTheRfcSays", LowerCase::new),
  BODY_TRIMMED("decode_oddCase_isTaken", Trimming::new),
  RANGE_CORRECTED("decode_badCase_isRefused", Obliging::new),
  BARE_LF_TAKEN("decode_malformedFrame_isRefused", UnixLines::new),
  ERRORS_OF_ANY_KIND("decode_noise_isTakenOrRefusedHoweverCut", Crashing::new),
  HEAD_WITHOUT_BOUND("decode_headOfAMegabyte_isRefused", Boundless::new);

  private final String property;
  private final Supplier<CodecUnderTest> codec;

  CodecFlaw(String property, Supplier<CodecUnderTest> codec) {
    this.property = property;
    this.codec = codec;
  }

  String property() {
    return property;
  }

  CodecUnderTest newCodec() {
    return codec.get();
  }

  /** Does something to requests that were decoded well. */
  private abstract static class Meddling extends OwnCodec {
    @Override
    public List<MsrpChunk> decode(List<byte[]> pieces) {
      return super.decode(pieces).stream().map(this::meddled).toList();
    }

    private MsrpChunk meddled(MsrpChunk chunk) {
      return chunk instanceof MsrpRequest request ? request(request) : chunk;
    }

    abstract MsrpRequest request(MsrpRequest request);
  }

  private static final class FlagForgotten extends Meddling {
    @Override
    MsrpRequest request(MsrpRequest request) {
      return request.toBuilder().flag(ContinuationFlag.COMPLETE).build();
    }
  }

  private static final class Forgetful extends OwnCodec {
    @Override
    public List<MsrpChunk> decode(List<byte[]> pieces) {
      List<MsrpChunk> all = new ArrayList<>();
      pieces.forEach(piece -> all.addAll(super.decode(List.of(piece))));
      return all;
    }
  }

  private static final class ResponsesFirst extends OwnCodec {
    @Override
    public List<MsrpChunk> decode(List<byte[]> pieces) {
      List<MsrpChunk> all = new ArrayList<>(super.decode(pieces));
      all.sort(Collections.reverseOrder((a, b) -> Boolean.compare(response(a), response(b))));
      return all;
    }

    private static boolean response(MsrpChunk chunk) {
      return !(chunk instanceof MsrpRequest);
    }
  }

  private static final class Moody extends OwnCodec {
    private int encoded;

    @Override
    public byte[] encode(MsrpChunk chunk) {
      String text = new String(super.encode(chunk), StandardCharsets.ISO_8859_1);
      String other = encoded++ % 2 == 0 ? text : text.replaceFirst("To-Path:", "TO-PATH:");
      return other.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static final class Careless extends OwnCodec {
    @Override
    public byte[] encode(MsrpChunk chunk) {
      try {
        return super.encode(chunk);
      } catch (MsrpSyntaxException nobodyWillSee) {
        return new byte[0];
      }
    }
  }

  private static final class LowerCase extends Meddling {
    @Override
    MsrpRequest request(MsrpRequest request) {
      return request
          .headers()
          .messageId()
          .map(id -> request.toBuilder().header(HeaderName.MESSAGE_ID, id.toLowerCase(Locale.ROOT)))
          .map(builder -> builder.build())
          .orElse(request);
    }
  }

  private static final class Trimming extends Meddling {
    @Override
    MsrpRequest request(MsrpRequest request) {
      if (request.body().isEmpty()) {
        return request;
      }
      byte[] octets = request.body().get().toByteArray();
      String text = new String(octets, StandardCharsets.ISO_8859_1).trim();
      return request.toBuilder()
          .body(
              request.headers().contentType().orElseThrow(),
              MsrpBody.copyOf(text.getBytes(StandardCharsets.ISO_8859_1)))
          .build();
    }
  }

  /** Changes a stream before it is decoded; only where it comes in one piece. */
  private abstract static class Repairing extends OwnCodec {
    @Override
    public List<MsrpChunk> decode(List<byte[]> pieces) {
      return super.decode(pieces.stream().map(this::repaired).toList());
    }

    private byte[] repaired(byte[] octets) {
      return repaired(new String(octets, StandardCharsets.ISO_8859_1))
          .getBytes(StandardCharsets.ISO_8859_1);
    }

    abstract String repaired(String text);
  }

  private static final class Obliging extends Repairing {
    @Override
    String repaired(String text) {
      return text.replace("Byte-Range: 0-", "Byte-Range: 1-");
    }
  }

  private static final class UnixLines extends Repairing {
    @Override
    String repaired(String text) {
      return text.contains("\r") ? text : text.replace("\n", "\r\n");
    }
  }

  private static final class Crashing extends OwnCodec {
    @Override
    public List<MsrpChunk> decode(List<byte[]> pieces) {
      try {
        return super.decode(pieces);
      } catch (MsrpSyntaxException e) {
        throw new IndexOutOfBoundsException(e.getMessage());
      }
    }
  }

  private static final class Boundless extends OwnCodec {
    Boundless() {
      super(DecoderLimits.DEFAULT.withHeadOctets(Integer.MAX_VALUE));
    }
  }
}
