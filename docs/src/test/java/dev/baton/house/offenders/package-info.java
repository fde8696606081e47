/// Small programs that break the rules of the house, and a few that come near it.
package dev.baton.house.offenders;
