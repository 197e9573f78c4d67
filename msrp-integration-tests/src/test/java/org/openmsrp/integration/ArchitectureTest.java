// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of {@code docs/architecture.md}. */
class ArchitectureTest {

  private static final List<String> FOREIGN =
      List.of("io.netty", "org.eclipse.jetty", "com.google.inject", "jakarta.inject", "org.slf4j");

  private static JavaClasses openmsrp;

  @BeforeAll
  static void importClasses() {
    openmsrp =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(Room.ALL.stream().map(Room::name).toList());
  }

  static List<Room> rooms() {
    return Room.ALL;
  }

  static List<Room> innermost() {
    return List.of(Room.CONFORMANCE, Room.DOMAIN, Room.CODEC);
  }

  static List<Room> core() {
    return Room.CORE;
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void room_anyClass_namesOnlyWhatItsRoomMay(Room room) {
    String[] allowed =
        Stream.concat(
                Stream.of("java", "javax", "org.jspecify.annotations", room.name()),
                room.mayName().stream())
            .map(root -> root + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(room.name() + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .allowEmptyShould(true)
        .check(openmsrp);
  }

  @ParameterizedTest
  @MethodSource("core")
  void coreRoom_exportedSignature_namesNoLibrary(Room room) {
    classes()
        .that()
        .resideInAnyPackage(room.exportedPackages().toArray(String[]::new))
        .should(new ExportedSignatures(FOREIGN))
        .allowEmptyShould(true)
        .check(openmsrp);
  }

  @ParameterizedTest
  @MethodSource("innermost")
  void innermostRoom_descriptor_requiresBaseModuleAndRoomsOnly(Room room) {
    assertThat(room.descriptor().requires())
        .filteredOn(required -> !required.modifiers().contains(Modifier.STATIC))
        .extracting(Requires::name)
        .allMatch(name -> name.equals("java.base") || room.mayName().contains(name));
  }

  @Test
  void packages_ofAllRooms_lieInOneRoomEach() {
    Map<String, String> owners = new HashMap<>();
    for (Room room : Room.ALL) {
      for (String name : room.descriptor().packages()) {
        assertThat(owners.put(name, room.name())).as("second owner of %s", name).isNull();
        assertThat(name + ".").as("package of %s", room.name()).startsWith(room.name() + ".");
      }
    }
  }

  @Test
  void packages_ofAllRooms_haveNoCycles() {
    slices().matching("org.openmsrp.(**)").should().beFreeOfCycles().check(openmsrp);
  }

  @Test
  void code_ofAllRooms_neverSleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .check(openmsrp);
  }
}
