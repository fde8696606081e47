package dev.baton.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;

/// What is not ours: libraries, and the process with its streams.
final class Outside {
  private Outside() {}

  /// Whatever is neither ours nor among the JDK's plain tools.
  static boolean isLibrary(JavaClass type) {
    boolean plain = isIn(type, "java") && !isJdbc(type) && !isJdkHttpClient(type);
    return !type.isPrimitive() && !plain && !isIn(type, "dev.baton");
  }

  private static boolean isJdkHttpClient(JavaClass type) {
    return isIn(type, "java.net.http") || type.getName().endsWith("URLConnection");
  }

  static boolean isPicocli(JavaClass type) {
    return isIn(type, "picocli");
  }

  static boolean isOkHttp(JavaClass type) {
    return isIn(type, "okhttp3") || isIn(type, "okio");
  }

  static boolean isJdbc(JavaClass type) {
    return isIn(type, "java.sql") || isIn(type, "javax.sql") || isIn(type, "org.sqlite");
  }

  static boolean isIn(JavaClass type, String packageName) {
    return (type.getPackageName() + ".").startsWith(packageName + ".");
  }

  static boolean isStandardStream(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return switch (owner) {
      case "java.lang.System" -> name.matches("in|out|err|setIn|setOut|setErr|console");
      case "java.io.FileDescriptor" -> name.matches("in|out|err");
      case "java.lang.IO" -> true;
      default -> false;
    };
  }

  static boolean isExit(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    return owner.matches("java.lang.(System|Runtime)") && access.getName().matches("exit|halt");
  }
}
