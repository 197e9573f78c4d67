// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openmsrp.conformance.Explanation;
import org.openmsrp.conformance.Explanations;
import org.openmsrp.conformance.Requirement;
import org.openmsrp.conformance.Requirements;

/** The text of {@code docs/conformance.md}. */
final class ConformancePage {

  private static final String HEAD =
      """
      # Conformance

      Every requirement of the standards, numbered, and the tests that prove it. A test names a
      requirement with `@Conformance`. *No test* is followed by the reason why there is none; **To
      come** names what is not built yet; **open** means that no test does so yet, whether or not the
      code does what is asked. Where the RFC is silent, *our decision* is the requirement; *draft*
      means that only other implementations show it.

      This page is generated, and the build fails where it is out of date. To write it anew:

          %s

      """;

  private final Proofs proofs;

  private ConformancePage(Proofs proofs) {
    this.proofs = proofs;
  }

  static String of(Proofs proofs, String command) {
    ConformancePage page = new ConformancePage(proofs);
    Map<String, List<Requirement>> byRfc =
        Requirements.all().stream()
            .collect(
                Collectors.groupingBy(Requirement::rfc, LinkedHashMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder(HEAD.formatted(command));
    page.summary(text, byRfc);
    byRfc.forEach((rfc, rows) -> page.table(text, rfc, rows));
    return text.toString();
  }

  private void summary(StringBuilder text, Map<String, List<Requirement>> byRfc) {
    text.append(
        "| standard | requirements | proved | explained | to come | open | MUST of these two |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    byRfc.forEach((rfc, rows) -> text.append(counts(rfc, rows)));
    text.append(counts("all", Requirements.all()));
  }

  private String counts(String title, List<Requirement> rows) {
    int proved = (int) rows.stream().filter(row -> !tests(row).isEmpty()).count();
    List<Requirement> missing = rows.stream().filter(row -> toCome(row) || open(row)).toList();
    int open = (int) rows.stream().filter(this::open).count();
    long must = missing.stream().filter(row -> row.level().equals("MUST")).count();
    int explained = rows.size() - proved - missing.size();
    return "| %s | %d | %d | %d | %d | %d | %d |\n"
        .formatted(title, rows.size(), proved, explained, missing.size() - open, open, must);
  }

  private void table(StringBuilder text, String rfc, List<Requirement> rows) {
    text.append("\n## ").append(rfc).append("\n\n");
    text.append("| id | level | requirement | proved by |\n|---|---|---|---|\n");
    for (Requirement row : rows) {
      text.append("| ").append(row.id()).append(" | ").append(row.level()).append(" | ");
      text.append(basis(row)).append(escaped(row.text())).append(" | ");
      text.append(proof(row)).append(" |\n");
    }
  }

  private String proof(Requirement row) {
    return tests(row).isEmpty()
        ? Explanations.byId(row.id()).map(ConformancePage::shown).orElse("**open**")
        : tests(row).stream().map(test -> "`" + test + "`").collect(Collectors.joining("<br>"));
  }

  private static String shown(Explanation explanation) {
    String reason = escaped(explanation.reason());
    return explanation.toCome()
        ? reason.replaceFirst("^To come:", "**To come:**")
        : "*No test:* " + reason;
  }

  private boolean toCome(Requirement row) {
    return tests(row).isEmpty()
        && Explanations.byId(row.id()).filter(Explanation::toCome).isPresent();
  }

  private boolean open(Requirement row) {
    return tests(row).isEmpty() && Explanations.byId(row.id()).isEmpty();
  }

  private SortedSet<String> tests(Requirement row) {
    return proofs.byRequirement().getOrDefault(row.id(), new TreeSet<>());
  }

  private static String basis(Requirement row) {
    return switch (row.basis()) {
      case "decision" -> "*Our decision:* ";
      case "draft" -> "*Draft:* ";
      default -> "";
    };
  }

  /** Keeps Markdown from reading the wire's characters as markup. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\|*_<>`\\[\\]]", "\\\\$0");
  }
}
