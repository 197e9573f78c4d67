// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JoinedTest {

  private static Joined joined(int most) {
    return new Joined(UnpooledByteBufAllocator.DEFAULT, most);
  }

  @Property(tries = 200)
  void add_anyPieces_givesAllOctetsInOrderInPiecesAsLargeAsAllowed(
      @ForAll @Size(max = 20) List<@NotEmpty @Size(max = 50) byte[]> pieces,
      @ForAll @IntRange(min = 50, max = 200) int most) {
    Joined joined = joined(most);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    List<byte[]> seen = new ArrayList<>();
    List<ByteBuf> given = new ArrayList<>();

    for (byte[] piece : pieces) {
      expected.writeBytes(piece);
      ByteBuf buffer = Unpooled.copiedBuffer(piece);
      given.add(buffer);
      collect(joined.add(buffer), seen);
    }
    collect(joined.take(), seen);

    ByteArrayOutputStream all = new ByteArrayOutputStream();
    seen.forEach(all::writeBytes);
    assertThat(all.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(seen).allSatisfy(each -> assertThat(each.length).isBetween(1, most));
    for (int i = 1; i < seen.size(); i++) {
      assertThat(seen.get(i - 1).length + seen.get(i).length).isGreaterThan(most - 50);
    }
    assertThat(given).allSatisfy(each -> assertThat(each.refCnt()).isZero());
    assertThat(joined.take()).isNull();
  }

  private static void collect(@Nullable ByteBuf piece, List<byte[]> seen) {
    if (piece != null) {
      byte[] octets = new byte[piece.readableBytes()];
      piece.readBytes(octets).release();
      seen.add(octets);
    }
  }

  @Test
  void take_onePieceAlone_isThatPiece() {
    Joined joined = joined(100);
    ByteBuf piece = Unpooled.wrappedBuffer(new byte[] {1});
    assertThat(joined.add(piece)).isNull();

    assertThat(joined.take()).isSameAs(piece);
    piece.release();
  }
}
