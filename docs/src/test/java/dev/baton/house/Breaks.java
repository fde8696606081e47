package dev.baton.house;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// Says of an offender which rules it breaks.
@Retention(RetentionPolicy.RUNTIME)
public @interface Breaks {
  Rule[] value();
}
