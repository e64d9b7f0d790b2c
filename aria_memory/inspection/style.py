"""[pure] The page's style: light and dark, wide and narrow, screen and paper."""

STYLE = """
:root {
  --paper: #faf9f6; --card: #ffffff; --ink: #1f1d1a; --soft: #6a645b; --line: #e5e0d8; --wash: #f2efe9;
  --green: #2c6251; --blue: #35608f; --amber: #8f5a0a; --red: #a5372f; --plum: #74477d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161513; --card: #1f1d1b; --ink: #ebe7df; --soft: #a59e92; --line: #35322d; --wash: #282522;
    --green: #86c3ac; --blue: #93b8e0; --amber: #e0ae62; --red: #ea9088; --plum: #cfa4d8;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55; overflow-wrap: anywhere;
  font-family: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
.top, nav, main { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
.top { padding-top: 3.5rem; padding-bottom: 1.25rem; }
h1, h2, h3 { line-height: 1.25; font-weight: 600; margin: 0; text-wrap: balance; }
h1 { font-size: 2.1rem; font-weight: 400; letter-spacing: -0.015em; color: var(--soft); }
h1 em { font-style: normal; font-weight: 650; color: var(--ink); }
h2 { font-size: 1.4rem; letter-spacing: -0.01em; margin: 0 0 0.75rem; }
h3 { font-size: 1rem; }
p { margin: 0.25rem 0; }
a { color: var(--green); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible, input:focus-visible, button:focus-visible, .wide:focus-visible {
  outline: 2px solid var(--green); outline-offset: 2px; border-radius: 3px;
}
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: 0.5rem 1rem; z-index: 9; }
.lead { font-size: 1.1rem; margin: 0.6rem 0; }
.note, .meta, small { color: var(--soft); font-size: 0.86rem; }
.note { max-width: 46rem; margin: 0 0 1rem; }
.none { color: var(--soft); font-style: italic; }
nav {
  position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; gap: 0.35rem 1.1rem; align-items: center;
  padding-top: 0.7rem; padding-bottom: 0.7rem; background: var(--paper); border-bottom: 1px solid var(--line);
}
nav a { text-decoration: none; font-size: 0.92rem; }
nav a:hover { text-decoration: underline; }
.find { margin-left: auto; font-size: 0.86rem; color: var(--soft); }
.find input, .fold {
  font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: 6px;
  padding: 0.25rem 0.6rem;
}
.find input { width: 11rem; }
.fold { font-size: 0.86rem; cursor: pointer; }
main > section { padding: 2.25rem 0; border-bottom: 1px solid var(--line); }
main > section:last-child { border: 0; padding-bottom: 5rem; }
.found { padding-top: 1rem; color: var(--soft); }
.away { display: none; }
.tiles {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 0.75rem; margin-bottom: 2rem;
}
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 0.8rem 1rem; }
.tile b { font-size: 1.55rem; font-weight: 600; font-variant-numeric: tabular-nums; margin-right: 0.15rem; }
.tile small { display: block; line-height: 1.4; margin-top: 0.1rem; }
.tile.good b, p.good { color: var(--green); }
.tile.bad b, .problems { color: var(--red); }
.over-picture { margin-bottom: 0.5rem; }
.wide { overflow-x: auto; }
.picture { display: block; width: 100%; min-width: 42rem; height: auto; margin: 0.25rem 0 0.75rem; }
.whole .picture { min-width: 0; }
.picture text { font-family: inherit; fill: var(--ink); font-size: 13px; }
.picture .count { fill: var(--soft); font-size: 11.5px; font-variant-numeric: tabular-nums; }
.picture .base, .picture .tick { stroke: var(--line); stroke-width: 1; }
.picture .talk { fill: var(--blue); } .picture .facts, .picture .held { fill: var(--green); }
.picture .beliefs { fill: var(--plum); } .picture .past { fill: var(--soft); opacity: 0.45; }
.picture .intentions { fill: var(--amber); } .picture .firings { fill: var(--red); }
.picture .holds { stroke: var(--blue); stroke-width: 2; }
.meter .rail { fill: var(--line); } .meter .full { fill: var(--green); }
.meter-of { white-space: nowrap; color: var(--soft); font-size: 0.86rem; font-variant-numeric: tabular-nums; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 1rem 1.15rem; margin: 0 0 0.75rem;
}
.card header {
  display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; justify-content: space-between; align-items: baseline;
}
.state { font-size: 0.82rem; color: var(--soft); white-space: nowrap; }
.state::before { content: ""; display: inline-block; width: 0.55em; height: 0.55em; border-radius: 50%;
  background: currentColor; margin-right: 0.45em; }
.state.pending { color: var(--green); } .state.fired { color: var(--amber); } .state.missed { color: var(--red); }
.state.snoozed, .state.blocked { color: var(--blue); }
dl { margin: 0.5rem 0; display: grid; gap: 0.2rem; }
dl div { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 1rem; }
dt { color: var(--soft); font-size: 0.86rem; padding-top: 0.08rem; } dd { margin: 0; font-size: 0.94rem; }
.subject { margin: 0 0 1.75rem; } .subject > h3 { font-size: 1.1rem; margin-bottom: 0.5rem; }
.relation { border-left: 2px solid var(--line); padding: 0.1rem 0 0.1rem 1rem; margin: 0 0 0.9rem; }
.fact { margin: 0 0 0.5rem; } .fact.over .said { color: var(--soft); }
.fact.over strong { font-weight: 500; }
.rel { color: var(--soft); }
.source { font-size: 0.86rem; color: var(--soft); } q { color: var(--ink); font-style: normal; }
details > summary { cursor: pointer; color: var(--soft); font-size: 0.9rem; padding: 0.2rem 0; }
details[open] > summary { margin-bottom: 0.4rem; }
.session { border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 2.6rem; }
.session > summary { padding: 0.5rem 0; color: var(--ink); }
.session .name { font-weight: 600; margin-right: 0.5rem; }
.turns { list-style: none; margin: 0 0 1rem; padding: 0; }
.turns > li { display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 1rem; padding: 0.35rem 0; }
.turns > li.over { opacity: 0.6; }
.role { font-size: 0.86rem; color: var(--blue); padding-top: 0.1rem; }
.text { white-space: pre-wrap; max-width: 46rem; }
:target { background: var(--wash); box-shadow: 0 0 0 0.4rem var(--wash); border-radius: 3px; }
.steps, .firings { margin: 0.5rem 0; padding-left: 1.4rem; }
.firings { list-style: none; padding: 0; font-size: 0.94rem; } .firings li { padding: 0.15rem 0; }
.firings span { color: var(--soft); margin-left: 0.5rem; }
.p { color: var(--soft); font-size: 0.86rem; margin-left: 0.4rem; }
.hid { font: 0.72em ui-monospace, monospace; color: var(--red); border: 1px solid currentColor; border-radius: 3px;
  padding: 0 0.25em; margin: 0 0.1em; unicode-bidi: isolate; direction: ltr; }
.cut { color: var(--soft); font-style: italic; }
#limits ul { padding-left: 1.1rem; max-width: 46rem; } #limits li { margin: 0.3rem 0; }
@media (max-width: 40rem) {
  .top { padding-top: 2rem; } h1 { font-size: 1.6rem; }
  nav { position: static; } html { scroll-padding-top: 1rem; }
  .find { margin-left: 0; flex: 1 1 100%; } .find input { width: calc(100% - 3rem); }
  .tiles { grid-template-columns: repeat(2, 1fr); gap: 0.5rem; } .tile { padding: 0.65rem 0.75rem; }
  .whole .picture .lane { font-size: 20px; } .whole .picture .date { font-size: 24px; }
  .whole .count:not(.date), .between { display: none; }
  dl div, .turns > li { grid-template-columns: 1fr; } dd { margin-bottom: 0.3rem; }
}
@media print {
  nav, .skip { display: none; } body { background: #fff; color: #000; font-size: 10pt; }
  .card, .tile, .turns > li, .fact { break-inside: avoid; } .session { content-visibility: visible; }
  main > section { padding: 1rem 0; }
}
"""
