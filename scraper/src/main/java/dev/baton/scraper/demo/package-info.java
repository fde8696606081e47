/// A small web to crawl: several hosts by name on one port of loopback, with everything in it that
/// a crawler meets outside, and a list of what should become of each URL.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.scraper.demo.DemoWorld] | serves all hosts, and resolves their names. Start here |
/// | [dev.baton.scraper.demo.Expectation] | what should become of which URL |
/// | [dev.baton.scraper.demo.AccessLog], [dev.baton.scraper.demo.Visit] | who was asked what, and when |
/// | [dev.baton.scraper.demo.BusyHost] | `busy.localhost`: now and then, it wants to be left alone |
/// | `Shop`, `Catalogue`, `Shelves`, `Corners`, `Detours`, `Bodies`, `Traps`, `Sitemap` | `shop.localhost` |
/// | `SlowHost`, `FlakyHost`, `BrokenHost`, `BombHost`, `GzipBomb`, `ClosedHost` | the other hosts |
/// | `Site`, `Addresses`, `Layout` | what hosts and pages are made of |
///
/// Everything is the same in each run: there is no chance in it. Pages are made when they are asked
/// for; nothing is read from a file.
package dev.baton.scraper.demo;
