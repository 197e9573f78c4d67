// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Nothing that a user of a class can see names a type of the given libraries, type arguments
 * included. Wiring classes, called {@code …Module}, are the exception.
 */
final class ExportedSignatures extends ArchCondition<JavaClass> {

  private final List<String> libraries;

  ExportedSignatures(List<String> libraries) {
    super("keep %s out of their visible signatures", libraries);
    this.libraries = libraries;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    if (!visible(type) || type.getSimpleName().endsWith("Module")) {
      return;
    }
    Stream.concat(parents(type), members(type))
        .flatMap(seen -> seen.getAllInvolvedRawTypes().stream())
        .filter(this::foreign)
        .distinct()
        .forEach(seen -> events.add(violation(type, seen)));
  }

  private static ConditionEvent violation(JavaClass type, JavaClass seen) {
    return SimpleConditionEvent.violated(type, type.getName() + " shows " + seen.getName());
  }

  private boolean foreign(JavaClass seen) {
    return libraries.stream().anyMatch(library -> seen.getName().startsWith(library + "."));
  }

  private static boolean visible(JavaClass type) {
    return visible(type.getModifiers())
        && type.getEnclosingClass().map(ExportedSignatures::visible).orElse(true);
  }

  private static boolean visible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaType> parents(JavaClass type) {
    return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
  }

  private static Stream<JavaType> members(JavaClass type) {
    return type.getMembers().stream()
        .filter(member -> visible(member.getModifiers()))
        .flatMap(ExportedSignatures::typesOf);
  }

  private static Stream<JavaType> typesOf(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit code = (JavaCodeUnit) member;
    return Stream.of(
            Stream.of(code.getReturnType()),
            code.getParameterTypes().stream(),
            code.getExceptionTypes().stream().map(JavaType.class::cast))
        .flatMap(types -> types);
  }
}
