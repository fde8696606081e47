package dev.baton.scraper.report;

/// How the page looks: light and dark, on a telephone and on paper.
final class Style {
  static final String TEXT =
      """

      :root {
        --page: #ffffff; --ink: #1c2126; --soft: #5d6770; --line: #e3e7ea; --edge: #c3cad0; --hover: #f4f6f8;
        --link: #005a8f; --fetched: #2b8cc4; --failed: #d55e00; --left-out: #9aa3ab; --waiting: #c9b400;
        --fetched-ink: #1c2126; --failed-ink: #b04d00; --left-out-ink: #5d6770; --waiting-ink: #766a00;
      }
      @media (prefers-color-scheme: dark) {
        :root {
          --page: #14181d; --ink: #e4e8ec; --soft: #9aa5b0; --line: #2a3138; --edge: #4a545e; --hover: #1c2228;
          --link: #7cc4f2; --fetched: #3d93c9; --failed: #e0651a; --left-out: #66717c; --waiting: #a39a2a;
          --fetched-ink: #e4e8ec; --failed-ink: #ff9a55; --left-out-ink: #9aa5b0; --waiting-ink: #d8cb4a;
        }
      }
      * { box-sizing: border-box; }
      html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
      :root { --count: 4.8rem; }
      .small { --count: 2.6rem; }
      body { max-width: 74rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; background: var(--page); color: var(--ink); font: 14px/1.5 system-ui, "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
      h1 { margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.25; }
      h2 { margin: 0 0 .6rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); font-size: 1rem; font-weight: 600; }
      h3 { display: flex; flex-wrap: wrap; gap: 0 .8rem; margin: 1.1rem 0 .2rem; font-size: 1em; font-weight: 600; }
      h2 + h3 { margin-top: 0; }
      h3 .soft { font-weight: 400; }
      p { margin: .3rem 0; }
      ul { margin: 0; padding: 0; list-style: none; }
      a { color: var(--link); text-decoration: none; }
      a:hover { text-decoration: underline; }
      a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; border-radius: 2px; }
      .soft { color: var(--soft); }
      .bad { color: var(--failed-ink); }
      .n { text-align: right; white-space: nowrap; overflow-wrap: normal; }
      .option { display: inline-block; }
      .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
      .fetched { fill: var(--fetched); } .failed { fill: var(--failed); }
      .left-out { fill: var(--left-out); } .waiting { fill: var(--waiting); }
      .failed-ink { color: var(--failed-ink); } .left-out-ink { color: var(--left-out-ink); } .waiting-ink { color: var(--waiting-ink); }

      .figures { display: flex; flex-wrap: wrap; margin: 1.1rem 0 .9rem; gap: .7rem 2.4rem; }
      .figures dt { color: var(--soft); font-size: .93em; }
      .figures dd { margin: 0; font-size: 1.7rem; line-height: 1.2; white-space: nowrap; }
      .notices li { padding-left: .8rem; border-left: 3px solid var(--left-out); margin: .25rem 0; }
      .notices .failed { border-color: var(--failed); } .notices .waiting { border-color: var(--waiting); } .notices .fetched { border-color: var(--fetched); }
      .notices a { color: inherit; text-decoration: underline; text-decoration-color: var(--edge); text-underline-offset: .2em; }
      .notices a:hover { text-decoration-color: currentcolor; }
      nav { margin: 1.2rem 0 0; padding: .45rem 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
      nav ul { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; }

      main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 3rem; }
      section { grid-column: 1 / -1; margin-top: 2rem; scroll-margin-top: .5rem; }
      #states, #statuses, #latency, #slowest, #failed, #left-out { grid-column: auto; }
      table { width: 100%; border-collapse: collapse; }
      th { font-weight: 400; text-align: left; }
      th, td { padding: .12rem 0 .12rem 1.2rem; vertical-align: baseline; }
      th:first-child, td:first-child { padding-left: 0; }
      thead th { color: var(--soft); font-size: .93em; }
      .bars th { width: 1%; padding-right: .4rem; white-space: nowrap; }
      .bars td.n { width: 1%; }
      .bars svg { display: block; }
      .bars td.bar { vertical-align: middle; }
      .list td.n, .list th.n { width: 1%; }
      .list .n:first-child { text-align: right; min-width: 4.2em; }
      .hosts tbody tr:hover, .row:hover, summary:hover { background: var(--hover); }
      .note { display: block; font-size: .93em; }
      .latency { display: block; overflow: visible; }
      .latency text { fill: var(--ink); font-size: 12px; }
      .latency .soft { fill: var(--soft); } .latency .tick { fill: var(--soft); font-size: 11.5px; }
      .latency .axis { stroke: var(--left-out); }
      .latency line.mark { stroke: var(--ink); stroke-dasharray: 1 2; }

      details details { margin: 0; }
      summary { cursor: pointer; }
      .reasons summary, .reasons .more, h3 { position: relative; padding-left: calc(var(--count) + 1.1rem); }
      .reasons summary .n, .reasons .more .n, h3 .n { position: absolute; left: 0; width: var(--count); }
      .reasons summary { list-style: none; }
      .reasons summary::-webkit-details-marker { display: none; }
      .reasons summary::before { content: "▸"; position: absolute; left: calc(var(--count) + .25rem); color: var(--soft); font-size: .8em; line-height: 1.9; }
      .reasons details[open] > summary::before { content: "▾"; }
      .reasons ul { margin: .1rem 0 .5rem calc(var(--count) + 1.1rem); padding-left: .7rem; border-left: 1px solid var(--line); }
      .from { display: block; color: var(--soft); font-size: .93em; }

      .tree .row { display: grid; grid-template-columns: minmax(8rem, 1fr) repeat(4, 5.2rem); margin: 0; align-items: baseline; padding: .05rem 0; }
      .tree summary { list-style: none; }
      .tree summary::-webkit-details-marker { display: none; }
      .tree .row > :first-child { padding-left: calc(1rem + 1.1rem * var(--level, 0)); position: relative; }
      .tree summary > :first-child::before { content: "▸"; position: absolute; margin-left: -.9rem; color: var(--soft); font-size: .8em; line-height: 1.9; }
      .tree details[open] > summary > :first-child::before { content: "▾"; }
      .tree details > div { --level: 1; }
      .tree details details > div { --level: 2; }
      .tree details details details > div { --level: 3; }
      .tree details details details details > div { --level: 4; }
      .tree details details details details details > div { --level: 5; }
      .tree details details details details details details > div { --level: 6; }
      .tree .rest { margin: 0; padding-left: calc(1rem + 1.1rem * var(--level, 0)); }
      .folder { font-weight: 500; }

      .commands { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.5rem; margin: 0; }
      .commands dt { color: var(--soft); }
      .commands dd { margin: 0; }
      code { font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }

      @media (max-width: 60rem) {
        main { display: block; }
      }
      @media (max-width: 40rem) {
        body { padding: 1rem .8rem 3rem; }
        h1 { font-size: 1.25rem; }
        .figures { gap: .6rem 1.6rem; }
        .figures dd { font-size: 1.35rem; }
        th, td { padding-left: .7rem; }
        .hosts, .hosts tbody, .hosts tr, .hosts th { display: block; }
        .hosts thead { display: none; }
        .hosts tr { padding: .3rem 0; border-bottom: 1px solid var(--line); }
        .hosts td { display: inline-block; padding: 0 .9rem 0 0; }
        .hosts td::before { content: attr(data-name) " "; color: var(--soft); }
        .reasons ul { margin-left: 1rem; }
        .tree .row { grid-template-columns: repeat(4, 1fr); }
        .tree .row > :first-child { grid-column: 1 / -1; }
        summary { padding-block: .45rem; }
        .tree .row.soft { font-size: .82em; }
        .commands { display: block; }
        .commands dd { margin-bottom: .5rem; }
      }
      @media print {
        :root { --count: 4.8rem; }
      .small { --count: 2.6rem; }
      body { max-width: none; padding: 0; font-size: 10px; }
        nav { display: none; }
        section { break-inside: auto; }
        h2, h3 { break-after: avoid; }
        details::details-content { content-visibility: visible; height: auto; }
        rect { print-color-adjust: exact; }
      }
      """;

  private Style() {}
}
