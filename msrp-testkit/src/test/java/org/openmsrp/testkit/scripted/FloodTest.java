// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FloodTest {

  /** A line that takes everything, and keeps each write. */
  private static final class TakingLine implements Line {
    private final List<byte[]> writes = new CopyOnWriteArrayList<>();

    @Override
    public byte[] wrapped(byte[] content) {
      return content;
    }

    @Override
    public void writeRaw(byte[] octets) {
      writes.add(octets.clone());
    }

    @Override
    public int read(byte[] target, Duration patience) {
      return END;
    }

    @Override
    public void halfClose() {}

    @Override
    public void close() {}

    @Override
    public void kill() {}
  }

  private final TakingLine line = new TakingLine();

  @Test
  void flood_ofShortOctets_writesWholeOnesTogether() {
    Flood flood = new Flood(line, "hello\r\n".getBytes(US_ASCII), 1);
    flood.join();
    assertThat(flood.untilStuck(Duration.ofSeconds(1))).isGreaterThanOrEqualTo(64 * 1024);
    assertThat(line.writes).hasSize(1);
    String written = new String(line.writes.get(0), US_ASCII);
    assertThat(written).matches("(?:hello\r\n)++").hasSizeGreaterThanOrEqualTo(64 * 1024);
  }

  @Test
  void flood_ofLongOctets_writesThemAsTheyAre() {
    byte[] octets = new byte[100_000];
    Flood flood = new Flood(line, octets, 150_000);
    flood.join();
    assertThat(flood.untilStuck(Duration.ofSeconds(1))).isEqualTo(200_000);
    assertThat(line.writes).hasSize(2).allMatch(write -> write.length == octets.length);
  }
}
