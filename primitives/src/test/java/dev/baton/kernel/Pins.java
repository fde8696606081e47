package dev.baton.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs code where a virtual thread is pinned: the JVM cannot take it off its carrier there.
///
/// Public because [Initialized] comes from another class loader.
public final class Pins {
  private static final AtomicInteger CALLS = new AtomicInteger();

  /// What [Initialized] runs.
  private static Runnable body;

  private Pins() {}

  /// Runs the body inside the static initializer of a class, each time of a new one.
  static void inStaticInitializer(Runnable code) {
    body = code;
    try {
      Class.forName(Initialized.class.getName(), true, new Redefining());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /// Runs the body with a native method of the JDK on the stack.
  static void underNativeMethod(Runnable code) {
    try {
      Class.forName("no.such.Type" + CALLS.incrementAndGet(), false, new Calling(code));
      throw new AssertionError("that type exists");
    } catch (ClassNotFoundException expected) {
      // the class loader has run the code by now
    }
  }

  /// For [Initialized].
  public static void runBody() {
    body.run();
  }

  /// Its static initializer runs the body.
  static final class Initialized {
    static {
      runBody();
    }

    private Initialized() {}
  }

  /// Defines [Initialized] anew, since a class is initialized once.
  private static final class Redefining extends ClassLoader {
    Redefining() {
      super(Pins.class.getClassLoader());
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      return name.equals(Initialized.class.getName()) ? define(name) : super.loadClass(name);
    }

    private Class<?> define(String name) {
      String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
      try (InputStream bytes = Pins.class.getResourceAsStream(file)) {
        byte[] code = bytes.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /// Runs the code when `Class.forName`, which is native, asks for a class.
  private static final class Calling extends ClassLoader {
    static {
      registerAsParallelCapable(); // else the JVM would hold a lock meanwhile
    }

    private final Runnable code;

    Calling(Runnable code) {
      super(Pins.class.getClassLoader());
      this.code = code;
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      code.run();
      throw new ClassNotFoundException(name);
    }
  }
}
