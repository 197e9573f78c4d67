// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * The same engine with one method that does something wrong: engine, codec and simulation are
 * loaded once more beside the right ones, so nothing in them knows of it.
 */
final class Mutant extends ClassLoader {

  private final MutatedMethod mutation;
  private final Method wrongs;

  Mutant(MutatedMethod mutation) {
    super(Mutant.class.getClassLoader());
    this.mutation = mutation;
    try {
      wrongs = loadClass(Runs.class.getName()).getDeclaredMethod("wrongs", long.class);
      wrongs.setAccessible(true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Plays the scenario of a seed on the mutant; what went wrong. */
  @SuppressWarnings("unchecked") // The method of this name returns it.
  List<String> play(long seed) {
    try {
      return (List<String>) wrongs.invoke(null, seed);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return mine(name) ? define(name) : super.loadClass(name, resolve);
    }
  }

  private boolean mine(String name) {
    return name.startsWith("org.openmsrp.session.")
        || name.startsWith("org.openmsrp.codec.")
        || (name.startsWith("org.openmsrp.integration.simulation.")
            && !name.startsWith(MutatedMethod.class.getName()));
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] octets = name.equals(mutation.type) ? mutated(name) : original(name);
    return defineClass(name, octets, 0, octets.length);
  }

  private byte[] original(String name) throws ClassNotFoundException {
    try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] mutated(String name) {
    ClassFileLocator files = ClassFileLocator.ForClassLoader.of(getParent());
    TypePool types = TypePool.Default.of(files);
    TypeDescription type = types.describe(name).resolve();
    if (type.getDeclaredMethods().filter(ElementMatchers.named(mutation.method)).isEmpty()) {
      throw new IllegalStateException("nothing to mutate: " + mutation);
    }
    return new ByteBuddy()
        .redefine(type, files)
        .visit(
            Advice.to(types.describe(mutation.advice.getName()).resolve(), files)
                .on(ElementMatchers.named(mutation.method)))
        .make()
        .getBytes();
  }
}
