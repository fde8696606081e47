package dev.baton.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/// A JUnit test that is run under so many random schedules, each with a new object of its class:
/// fields are fresh, `@BeforeEach` is not for them.
///
/// To be copied: `primitives` itself depends on no test framework.
// @start region="README"
@Test
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Schedules.Exploring.class)
@interface Schedules {
  int value() default 200;

  final class Exploring implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> once, ReflectiveInvocationContext<Method> test, ExtensionContext context) {
      once.skip(); // what is to be run once is run many times instead
      Method method = test.getExecutable();
      Explorer.random(method.getAnnotation(Schedules.class).value())
          .check(
              () -> {
                Object fresh = ReflectionSupport.newInstance(test.getTargetClass());
                ReflectionSupport.invokeMethod(method, fresh);
              });
    }
  }
}
// @end
