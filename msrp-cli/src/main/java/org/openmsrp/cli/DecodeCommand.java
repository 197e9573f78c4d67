// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.domain.MsrpSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code msrp decode}: shows raw octets of a connection as frames. */
@Command(
    name = "decode",
    description = {
      "Show raw MSRP octets, one line per frame: start line, headers, size of the body, and the"
          + " flag of the end-line.",
      "",
      "Stops at the first malformed octet and says where it is; an incomplete last frame is an"
          + " error, too."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DecodeCommand implements Callable<Integer> {

  private static final int BUFFER = 64 * 1024;

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "What was recorded of one direction of a connection. Default: standard input.")
  private @Nullable Path file;

  DecodeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path path = file;
    if (path == null) {
      return decode(console.in());
    }
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new CommandFailure(ExitStatus.USAGE, "can't read the file " + path);
    }
    try (InputStream input = Files.newInputStream(path)) {
      return decode(input);
    }
  }

  private int decode(InputStream input) throws IOException {
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    FrameLines frames = new FrameLines(console.out());
    byte[] buffer = new byte[BUFFER];
    try {
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        decoder.decode(ByteBuffer.wrap(buffer, 0, read), frames);
      }
    } catch (MsrpSyntaxException e) {
      throw failure("malformed at " + Failures.syntax(e));
    }
    if (!decoder.idle()) {
      String place = "the input ends at octet " + decoder.offset() + frames.unfinished();
      throw failure("the last frame is incomplete: " + place);
    }
    return ExitStatus.OK;
  }

  private static CommandFailure failure(String line) {
    return new CommandFailure(ExitStatus.NOT_DELIVERED, line);
  }
}
