package dev.baton.house.offenders.jobs;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import tools.jackson.databind.JsonNode;

@Breaks(Rule.A_ROOT_USES_NO_LIBRARY)
public final class JsonInRoot {
  JsonNode node;
}
