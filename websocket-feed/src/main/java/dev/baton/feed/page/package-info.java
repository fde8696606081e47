/// The page that shows the feed in a browser: plain modern JavaScript, without a build.
///
/// | what | what it is for |
/// |---|---|
/// | `Page` | gives the page and its files to a browser |
/// | `PageFiles` | the files, beside these classes among the resources |
///
/// | file | its idea |
/// |---|---|
/// | `main.mjs` | puts the others together |
/// | `connection.mjs`, `silence.mjs`, `backoff.mjs` | when to try, what is dead, how long to wait |
/// | `recovery.mjs`, `follower.mjs`, `history.mjs` | order, what is missing, and how it is fetched |
/// | `points.mjs`, `chart.mjs`, `gaps.mjs`, `table.mjs`, `card.mjs` | what is drawn of a channel |
/// | `view.mjs`, `status.mjs`, `texts.mjs`, `times.mjs` | what the reader chooses and is told |
/// | `token.mjs`, `world.mjs`, `elements.mjs` | the browser |
/// | `uplot/` | [uPlot](https://github.com/leeoniya/uPlot) 1.6.32, MIT, as npm has it |
///
/// `recovery.mjs` is the algorithm of [dev.baton.feed.recovery], and gets the same scripts in a
/// test.
package dev.baton.feed.page;
