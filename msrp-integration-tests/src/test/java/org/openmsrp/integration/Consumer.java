// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A stranger's project with the README's program, on the libraries that the build of {@code
 * src/it/consumers} found for it in the installed artifacts.
 *
 * @param kind the name of its build
 * @param transport the class of its transport
 * @param options what its transport is made with, as Java
 * @param uri where the program listens
 * @param requires what its module needs besides session and transport
 */
record Consumer(String kind, String transport, String options, String uri, List<String> requires) {

  private static final Path PROGRAM =
      Path.of("src/test/java/org/openmsrp/integration/ReadmeProgram.java");
  private static final Path BUILDS = Path.of("target/it/consumers");
  private static final int PATIENCE_SECONDS = 60;

  /** The libraries that Maven chose, as file names. */
  List<String> libraries() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Compiles and runs the program as the module {@code consumer}. */
  String runAsModule(Path work) throws IOException, InterruptedException {
    List<Path> sources = List.of(program(work), descriptor(work));
    Path classes = compile(work, sources, "--module-path", folder().toString());
    return run(
        "--module-path",
        folder() + File.pathSeparator + classes,
        "--module",
        "consumer/org.openmsrp.integration.ReadmeProgram");
  }

  /** Compiles and runs the program on the class path. */
  String runOnClassPath(Path work) throws IOException, InterruptedException {
    String jars = String.join(File.pathSeparator, paths());
    Path classes = compile(work, List.of(program(work)), "-classpath", jars);
    return run(
        "-classpath",
        jars + File.pathSeparator + classes,
        "org.openmsrp.integration.ReadmeProgram");
  }

  private Path folder() {
    return BUILDS.resolve(kind).resolve("target/lib").toAbsolutePath();
  }

  private List<String> paths() throws IOException {
    return libraries().stream().map(name -> folder().resolve(name).toString()).toList();
  }

  /** The README's program, but for the transport. */
  private Path program(Path work) throws IOException {
    String source =
        Files.readString(PROGRAM)
            .replace("nio.NioTransport;", kind + ".*;")
            .replace("NioTransport()", transport + "(" + options + ")")
            .replace("msrp://127.0.0.1:0;tcp", uri);
    return Files.writeString(work.resolve("ReadmeProgram.java"), source);
  }

  private Path descriptor(Path work) throws IOException {
    List<String> lines = new ArrayList<>(List.of("module consumer {"));
    lines.add("requires org.openmsrp.session;");
    lines.add("requires org.openmsrp.transport." + kind + ";");
    requires.forEach(name -> lines.add("requires " + name + ";"));
    lines.add("}");
    return Files.write(work.resolve("module-info.java"), lines);
  }

  private static Path compile(Path work, List<Path> sources, String... path) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createDirectory(work.resolve("classes"));
    List<String> options = new ArrayList<>(List.of(path));
    options.addAll(List.of("-d", classes.toString(), "-proc:none"));
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as("%s", complaints).isTrue();
    }
    return classes;
  }

  private static String run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("%s", output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
