/// What the tests crawl and write to: sites on loopback, the demo's world, documentation, and a
/// disk that is slow.
package dev.baton.scraper.sites;
