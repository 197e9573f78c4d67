// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * How long files and methods are.
 *
 * @param files one entry for each file that declares a type
 * @param methods one entry for each method or constructor with a body
 */
record SourceMetrics(List<Length> files, List<Length> methods) {

  /**
   * A length and what has it.
   *
   * @param name file, or file and method
   * @param lines of a file, all; of a method, those of its body with both braces
   */
  record Length(String name, int lines) {}

  /** Measures the main sources of every module under a folder. */
  static SourceMetrics ofModulesUnder(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      List<Path> sources = new ArrayList<>();
      for (Path folder : modules.map(m -> m.resolve("src/main/java")).toList()) {
        if (Files.isDirectory(folder)) {
          sources.addAll(typesUnder(folder));
        }
      }
      return of(root, sources);
    }
  }

  private static List<Path> typesUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    }
  }

  static SourceMetrics of(Path root, Collection<Path> sources) throws IOException {
    List<Length> files = new ArrayList<>();
    for (Path source : sources) {
      files.add(new Length(root.relativize(source).toString(), Files.readAllLines(source).size()));
    }
    return new SourceMetrics(files, methodsOf(sources));
  }

  private static List<Length> methodsOf(Collection<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Length> methods = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodScanner(unit, positions, methods).scan(unit, null);
      }
    }
    return methods;
  }

  /** The smallest length that nine of ten do not exceed. */
  static int ninetiethPercentile(Collection<Length> lengths) {
    List<Integer> sorted = lengths.stream().map(Length::lines).sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(sorted.size() * 0.9) - 1);
  }

  private static final class MethodScanner extends TreePathScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Length> found;

    MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<Length> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      if (method.getBody() != null) {
        long first = line(positions.getStartPosition(unit, method.getBody()));
        long last = line(positions.getEndPosition(unit, method.getBody()));
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        found.add(new Length(file + "#" + method.getName(), (int) (last - first + 1)));
      }
      return super.visitMethod(method, null);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
