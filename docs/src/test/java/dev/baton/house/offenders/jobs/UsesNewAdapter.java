package dev.baton.house.offenders.jobs;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import dev.baton.house.offenders.jobs.mail.Mail;

@Breaks(Rule.A_ROOT_USES_NO_ADAPTER)
public final class UsesNewAdapter {
  Mail mail;
}
