package dev.baton.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// What rules are made of: which classes, and what these never do.
final class Conditions {
  private Conditions() {}

  static ArchRule where(Predicate<JavaClass> here, ArchCondition<JavaClass> condition) {
    return classes().that(DescribedPredicate.describe("are there", here)).should(condition);
  }

  static ArchCondition<JavaClass> neverUse(BiPredicate<JavaClass, JavaClass> forbidden) {
    return new ArchCondition<>("never use it") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (forbidden.test(type, dependency.getTargetClass().getBaseComponentType())) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  static ArchCondition<JavaClass> neverAccess(Predicate<JavaAccess<?>> forbidden) {
    return new ArchCondition<>("never access it") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          if (forbidden.test(access)) {
            events.add(SimpleConditionEvent.violated(type, access.getDescription()));
          }
        }
      }
    };
  }
}
