/** The style sheet of the HTML report; nothing is fetched. */
export const style = `
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --ink: #1b2330; --soft: #566072; --line: #d9dee6;
  --code: #f1f3f6; --pass: #17703c; --pass-ground: #e3f4e9; --fail: #b3261e; --fail-ground: #fdebe9; --warn: #8a5300;
  --warn-ground: #fdf1dc; --none: #566072; --none-ground: #eceff3; --link: #1a56b0; }
@media (prefers-color-scheme: dark) { :root { --ground: #12161d; --card: #1b212b; --ink: #e7ebf1; --soft: #a3adbd;
  --line: #313a48; --code: #141922; --pass: #7fd6a2; --pass-ground: #173325; --fail: #ff9d94; --fail-ground: #40201e;
  --warn: #f3c06b; --warn-ground: #3a2d15; --none: #a3adbd; --none-ground: #262e3a; --link: #8db8ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
th { overflow-wrap: normal; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 64px; }
h1 { font-size: 15px; font-weight: 600; color: var(--soft); margin: 0 0 12px; }
h2 { font-size: 21px; line-height: 1.3; margin: 44px 0 6px; }
h3 { font-size: 16px; margin: 0; }
p { margin: 4px 0 12px; max-width: 72ch; }
a { color: var(--link); }
.soft { color: var(--soft); }
.small { font-size: 14px; }
code, pre { font: 13px/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
.verdict { border-radius: 12px; padding: 22px 26px; background: var(--pass-ground); border-left: 8px solid var(--pass); }
.verdict.failed { background: var(--fail-ground); border-color: var(--fail); }
.verdict strong { display: block; font-size: 28px; line-height: 1.25; color: var(--pass); }
.verdict.failed strong { color: var(--fail); }
.verdict p { margin: 8px 0 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 20px 0 0; padding: 0; }
.facts div { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 10px 14px; }
.facts dt { font-size: 13px; color: var(--soft); }
.facts dd { margin: 0; font-size: 24px; font-weight: 600; font-variant-numeric: tabular-nums; }
.facts .zero dd { color: var(--soft); font-weight: 400; }
table { border-collapse: collapse; width: 100%; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
th, td { text-align: left; padding: 8px 12px; border-top: 1px solid var(--line); vertical-align: top; }
thead th { border-top: 0; font-size: 13px; font-weight: 600; color: var(--soft); }
.apis td.number, .apis th.number { text-align: right; white-space: nowrap; width: 1%; font-variant-numeric: tabular-nums; }
.apis tbody th { font-weight: 600; }
.chip { display: inline-block; border-radius: 999px; padding: 1px 10px; font-size: 13px; font-weight: 600; white-space: nowrap;
  background: var(--none-ground); color: var(--none); }
.chip.passed { background: var(--pass-ground); color: var(--pass); }
.chip.failed, .chip.error { background: var(--fail-ground); color: var(--fail); }
.chip.warning { background: var(--warn-ground); color: var(--warn); }
.trouble { background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--fail); border-radius: 10px;
  padding: 16px 20px 16px 34px; margin: 14px 0; }
.trouble.warning { border-left-color: var(--warn); }
.trouble h3 { font-size: 17px; line-height: 1.35; margin: 6px 0 2px; }
.trouble > summary { list-style-position: outside; }
.trouble .what { font-weight: 600; margin: 12px 0 8px; }
.both { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; margin: 10px 0; }
.both > div { min-width: 0; }
.label { font-size: 13px; font-weight: 600; color: var(--soft); margin: 0 0 4px; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 8px; margin: 0; padding: 10px 12px; max-height: 340px;
  overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
details { margin: 8px 0; }
details.chapter { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin: 8px 0; }
details.chapter > summary { padding: 10px 16px; display: flex; gap: 8px 12px; flex-wrap: wrap; align-items: baseline; }
details.chapter > summary::before { content: '▸'; color: var(--soft); }
details.chapter[open] > summary::before { content: '▾'; }
details.chapter > summary .name { font-weight: 600; flex: 1 1 240px; }
details.chapter table { border: 0; border-top: 1px solid var(--line); border-radius: 0; }
summary { cursor: pointer; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
td.result { width: 34%; }
td.result .chip { margin: 0 4px 4px 0; }
ul.legend { list-style: none; padding: 0; margin: 8px 0; display: grid; gap: 6px; }
@media (max-width: 640px) {
  main { padding: 16px 14px 48px; }
  .verdict { padding: 16px 18px; }
  .verdict strong { font-size: 23px; }
  .facts { grid-template-columns: 1fr 1fr; }
  .both { grid-template-columns: 1fr; }
  .trouble { padding: 12px 14px 12px 28px; }
  .apis thead, .checks thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .apis tr, .checks tr { display: block; padding: 8px 0; border-top: 1px solid var(--line); }
  .apis tbody tr:first-child { border-top: 0; }
  .apis th, .apis td, .checks td { display: block; border: 0; padding: 2px 12px; width: auto; }
  .apis td.number { display: inline-block; text-align: left; padding-right: 4px; width: auto; }
  .apis td.number::after { content: ' ' attr(data-name); color: var(--soft); }
  .apis td.number.zero { display: none; }
}
@media print { details.chapter { break-inside: avoid; } body { background: #fff; } }
`;
