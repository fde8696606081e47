package dev.baton.house.offenders.jobs.mail;

public final class Mail {}
