// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openmsrp.conformance.WireVector;
import org.openmsrp.conformance.WireVectors;

/** Inputs made of what the project has already: its wire vectors and the files of its tests. */
final class Seeds {

  /** A run of all must be short. */
  private static final int ONE_IN = 4;

  private static final Path PEM_FILES =
      Path.of("../msrp-domain/src/test/resources/org/openmsrp/domain/port/tls");

  private Seeds() {}

  /**
   * Writes the seeds of each target into a folder of its name, and those of all into {@code all}.
   *
   * @param arguments the folder for all that
   * @throws IOException if that fails
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    Path all = Files.createDirectories(root.resolve(Fuzzer.ALL));
    for (FuzzTarget target : FuzzTarget.values()) {
      Path folder = Files.createDirectories(root.resolve(target.folder()));
      List<byte[]> seeds = target.seeds();
      for (int i = 0; i < seeds.size(); i++) {
        Files.write(folder.resolve("seed-%03d".formatted(i)), seeds.get(i));
        if (i % ONE_IN == 0) {
          write(all.resolve("%s-%03d".formatted(target.folder(), i)), target, seeds.get(i));
        }
      }
    }
  }

  private static void write(Path file, FuzzTarget target, byte[] seed) throws IOException {
    Files.write(file, behind(target.ordinal(), seed));
  }

  static List<byte[]> frames() {
    return vectors("msrp", "derived");
  }

  private static List<byte[]> vectors(String... folders) {
    return Stream.of(folders)
        .flatMap(folder -> WireVectors.inFolder(folder).stream())
        .map(WireVector::octets)
        .toList();
  }

  static List<byte[]> handshake() {
    return vectors("http");
  }

  static List<byte[]> cpim() {
    return vectors("cpim");
  }

  static List<byte[]> sdp() {
    return vectors("sdp");
  }

  static List<byte[]> uris() {
    return lines(name -> name.endsWith("-Path"));
  }

  static List<byte[]> headers() {
    return lines(name -> !name.isEmpty());
  }

  /** The values of headers. */
  private static List<byte[]> lines(Predicate<String> names) {
    return frames().stream()
        .flatMap(frame -> Chance.latin1(frame).lines())
        .filter(line -> line.contains(": "))
        .filter(line -> names.test(line.substring(0, line.indexOf(": "))))
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .distinct()
        .map(value -> value.getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }

  static List<byte[]> pem() {
    try (Stream<Path> files = Files.list(PEM_FILES)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(pem|key)"))
          .sorted()
          .map(Seeds::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<byte[]> srv() {
    return List.of(
        DnsMessages.answer(), DnsMessages.answer("a.example", "b.example"), DnsMessages.answer(""));
  }

  /** Every vector, as if it were meant for the stack, in one state or another. */
  static List<byte[]> engine() {
    List<byte[]> seeds = new ArrayList<>();
    int state = 0;
    for (byte[] frame : frames()) {
      seeds.add(inState(state++, frame));
    }
    for (EngineState each : EngineState.values()) {
      seeds.add(inState(each.ordinal(), EngineState.KNOCK + answers()));
    }
    return seeds;
  }

  /** Every response of the vectors, and the relay's proper ones, to what a client asks. */
  static List<byte[]> relay() {
    List<byte[]> seeds = new ArrayList<>();
    int count = 0;
    for (byte[] frame : frames()) {
      String text = addressed(Chance.latin1(frame)).replaceFirst("MSRP \\S+", "MSRP tid0001");
      seeds.add(inState(count++ % RelayState.values().length, text));
    }
    for (RelayState state : RelayState.values()) {
      for (String answer : List.of(RelayState.CHALLENGE, RelayState.GRANT)) {
        for (int id = 1; id < 4; id++) {
          seeds.add(inState(state.ordinal(), answer("tid%04d".formatted(id), answer)));
        }
      }
    }
    return seeds;
  }

  private static String answer(String id, String answer) {
    String start = answer.substring(0, answer.indexOf("\r\n") + 2);
    String paths = addressed("To-Path: x\r\nFrom-Path: x\r\n");
    return "MSRP "
        + id
        + " "
        + start
        + paths
        + answer.substring(start.length())
        + "-------"
        + id
        + "$\r\n";
  }

  /** Conversations in either role, to a user who reads and to one who acts. */
  static List<byte[]> webSocket() {
    return IntStream.range(0, 4)
        .boxed()
        .flatMap(
            role ->
                WebSocketFrames.conversations(role % 2 == 0).stream()
                    .map(octets -> behind(role, octets)))
        .toList();
  }

  private static String addressed(String frame) {
    return frame
        .replaceAll("To-Path: [^\r]*", "To-Path: " + EngineWorld.LOCAL)
        .replaceAll("From-Path: [^\r]*", "From-Path: " + EngineWorld.REMOTE);
  }

  /** Responses to what the stack asks in each state. */
  private static String answers() {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i < 6; i++) {
      String id = "tid%04d".formatted(i);
      all.append(addressed("MSRP " + id + " 200 OK\r\nTo-Path: x\r\nFrom-Path: x\r\n"));
      all.append("-------").append(id).append("$\r\n");
    }
    return all.toString();
  }

  /** The octets as if they were meant for the stack. */
  static byte[] inState(int state, byte[] octets) {
    return inState(state, addressed(Chance.latin1(octets)));
  }

  private static byte[] inState(int state, String frames) {
    return behind(state, frames.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] behind(int choice, byte[] octets) {
    ByteArrayOutputStream seed = new ByteArrayOutputStream();
    seed.write(choice);
    seed.writeBytes(octets);
    return seed.toByteArray();
  }
}
