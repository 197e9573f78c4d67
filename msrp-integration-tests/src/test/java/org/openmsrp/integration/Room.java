// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One room of {@code docs/architecture.md}: a module, its root package and the packages outside of
 * the JDK that its code may name.
 *
 * @param name root package and module name
 * @param mayName root packages of other rooms and of libraries
 */
record Room(String name, List<String> mayName) {

  static final Room CONFORMANCE = new Room("org.openmsrp.conformance");
  static final Room DOMAIN = new Room("org.openmsrp.domain");
  static final Room CODEC = new Room("org.openmsrp.codec", "org.openmsrp.domain");
  static final Room CAPTURE =
      new Room("org.openmsrp.capture", "org.openmsrp.domain", "org.openmsrp.codec");
  static final Room SESSION =
      new Room(
          "org.openmsrp.session",
          "org.openmsrp.domain",
          "org.openmsrp.codec",
          "org.slf4j",
          "com.google.inject",
          "jakarta.inject");
  static final Room RELAY =
      new Room(
          "org.openmsrp.relay",
          "org.openmsrp.domain",
          "org.openmsrp.codec",
          "org.openmsrp.session");
  static final Room MICROMETER =
      new Room(
          "org.openmsrp.micrometer",
          "org.openmsrp.domain",
          "org.openmsrp.session",
          "io.micrometer.core");
  static final Room NIO =
      new Room(
          "org.openmsrp.transport.nio",
          "org.openmsrp.domain",
          "org.xbill.DNS",
          "org.slf4j",
          "com.google.inject",
          "jakarta.inject");
  static final Room NETTY =
      new Room(
          "org.openmsrp.transport.netty",
          "org.openmsrp.domain",
          "io.netty",
          "org.slf4j",
          "com.google.inject",
          "jakarta.inject");
  static final Room WEBSOCKET =
      new Room(
          "org.openmsrp.transport.websocket",
          "org.openmsrp.domain",
          "org.eclipse.jetty",
          "org.slf4j",
          "com.google.inject",
          "jakarta.inject");
  static final Room TESTKIT =
      new Room(
          "org.openmsrp.testkit",
          "org.openmsrp.domain",
          "org.openmsrp.codec",
          "org.openmsrp.conformance",
          "com.google.inject",
          "jakarta.inject",
          "org.junit.jupiter.api",
          "org.opentest4j",
          "net.jqwik.api",
          "org.assertj.core");
  static final Room CLI =
      new Room(
          "org.openmsrp.cli",
          "org.openmsrp",
          "org.slf4j",
          "picocli",
          "me.tongfei.progressbar",
          "com.fasterxml.jackson");

  static final List<Room> ALL =
      List.of(
          CONFORMANCE,
          DOMAIN,
          CODEC,
          CAPTURE,
          SESSION,
          RELAY,
          MICROMETER,
          NIO,
          NETTY,
          WEBSOCKET,
          TESTKIT,
          CLI);

  /** Rooms whose exported signatures name the JDK and one another, and nothing else. */
  static final List<Room> CORE = List.of(CONFORMANCE, DOMAIN, CODEC, CAPTURE, SESSION, RELAY);

  private Room(String name, String... mayName) {
    this(name, List.of(mayName));
  }

  /** What the compiled module says about itself, from its jar or its folder of classes. */
  ModuleDescriptor descriptor() {
    return ModuleFinder.of(location()).find(name).orElseThrow().descriptor();
  }

  Set<String> exportedPackages() {
    return descriptor().exports().stream()
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Path location() {
    for (URL descriptor : descriptorsOnClassPath()) {
      Path place = placeOf(descriptor);
      if (ModuleFinder.of(place).find(name).isPresent()) {
        return place;
      }
    }
    throw new AssertionError("module " + name + " is not on the class path");
  }

  private static List<URL> descriptorsOnClassPath() {
    try {
      return Collections.list(Room.class.getClassLoader().getResources("module-info.class"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path placeOf(URL descriptor) {
    String text = descriptor.toString();
    if (text.startsWith("jar:")) {
      return Path.of(URI.create(text.substring("jar:".length(), text.indexOf("!/"))));
    }
    return Path.of(URI.create(text)).getParent();
  }
}
