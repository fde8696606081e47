package dev.baton.testing.mutation;

import java.io.IOException;
import java.io.InputStream;

/// Loads all of Baton a second time, with one mistake in it.
final class BrokenWorld extends ClassLoader {
  private final Mutation mutation;

  BrokenWorld(Mutation mutation) {
    super(BrokenWorld.class.getClassLoader());
    this.mutation = mutation;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("dev.baton.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] code = file.readAllBytes();
      byte[] loaded = name.equals(mutation.type()) ? mutation.apply(code) : code;
      return defineClass(name, loaded, 0, loaded.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }
}
