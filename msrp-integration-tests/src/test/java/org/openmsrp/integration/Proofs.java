// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Which tests say that they prove which requirement. Read from the sources rather than from
 * compiled classes: of those a test that was deleted may be left over, or one not be built yet.
 *
 * @param byRequirement names of tests, such as {@code MsrpUriParseTest.parse_x_y}, in order
 * @param idle annotated methods that are no tests
 */
record Proofs(SortedMap<String, SortedSet<String>> byRequirement, List<String> idle) {

  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property", "Example");

  /** Reads main and test sources of every module under a folder: a TCK's tests are main sources. */
  static Proofs ofModulesUnder(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path folder : sourceFolders(root)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          if (Files.readString(file).contains("@Conformance(")) {
            sources.add(file);
          }
        }
      }
    }
    return of(sources);
  }

  static Proofs of(Collection<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Proofs proofs = new Proofs(new TreeMap<>(), new ArrayList<>());
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
      for (CompilationUnitTree unit : task.parse()) {
        proofs.new AnnotationScanner().scan(unit, null);
      }
    }
    return proofs;
  }

  private static List<Path> sourceFolders(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .flatMap(m -> Stream.of(m.resolve("src/main/java"), m.resolve("src/test/java")))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  private final class AnnotationScanner extends TreePathScanner<Void, Void> {

    private final Deque<String> types = new ArrayDeque<>();

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      types.addLast(type.getSimpleName().toString());
      record(type.getModifiers(), String.join(".", types));
      super.visitClass(type, null);
      types.removeLast();
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      String name = String.join(".", types) + "." + method.getName();
      boolean test = annotations(method.getModifiers()).stream().anyMatch(TESTS::contains);
      if (!record(method.getModifiers(), name).isEmpty() && !test) {
        idle.add(name);
      }
      return super.visitMethod(method, null);
    }

    private List<String> record(ModifiersTree modifiers, String name) {
      List<String> ids = new ArrayList<>();
      for (AnnotationTree annotation : modifiers.getAnnotations()) {
        if (annotation.getAnnotationType().toString().equals("Conformance")) {
          annotation.getArguments().forEach(argument -> addIds(argument, name, ids));
        }
      }
      ids.forEach(id -> byRequirement.computeIfAbsent(id, key -> new TreeSet<>()).add(name));
      return ids;
    }

    private void addIds(ExpressionTree expression, String name, List<String> ids) {
      if (expression instanceof AssignmentTree assignment) {
        addIds(assignment.getExpression(), name, ids);
      } else if (expression instanceof NewArrayTree array) {
        array.getInitializers().forEach(element -> addIds(element, name, ids));
      } else if (expression instanceof LiteralTree literal) {
        ids.add(String.valueOf(literal.getValue()));
      } else {
        throw new AssertionError(name + ": @Conformance takes literals, not " + expression);
      }
    }

    private List<String> annotations(ModifiersTree modifiers) {
      return modifiers.getAnnotations().stream()
          .map(annotation -> annotation.getAnnotationType().toString())
          .toList();
    }
  }
}
