/** The style sheet of all pages, for light and dark, phones and desktops, and all scripts; and the icon. */

const sheet = `
:root { color-scheme: light dark; --paper: #fdfcf8; --ink: #1d1b18; --soft: #5b5751; --line: #e3dfd5; --accent: #9b2c15; --on-accent: #fff; --well: #1a6b36; --bar: #b3a692; }
@media (prefers-color-scheme: dark) { :root { --paper: #171614; --ink: #ece8e0; --soft: #aba59a; --line: #38352f; --accent: #f09a80; --on-accent: #1d1b18; --well: #7fd19b; --bar: #6d6557; } }
* { box-sizing: border-box }
html { font: 100%/1.6 system-ui, sans-serif; background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem }
body { margin: 0 auto; padding: 1.25rem max(1.25rem, env(safe-area-inset-left)) 3rem; max-width: 42rem; overflow-wrap: anywhere }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em }
a:focus-visible, button:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px }
.skip { position: absolute; inset-inline-start: 1rem; top: -4rem; background: var(--paper); padding: .5rem 1rem }
.skip:focus { top: .5rem }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.8vw, 2.1rem); line-height: 1.25; margin: .25rem 0 .5rem; text-wrap: balance }
h1:lang(ar), h1:lang(fa), h1:lang(ur) { line-height: 1.5 }
h2 { font-size: 1.2rem; line-height: 1.35; margin: 2rem 0 .5rem }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem }
.meta, .source { color: var(--soft); font-size: .9rem; margin: .25rem 0 }
.source { font-weight: 600 }
.zone::first-letter { text-transform: uppercase }
section > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .8rem; margin: 2rem 0 .5rem }
header h2, header .meta { margin: 0 }
time { unicode-bidi: isolate }
article, h3, .summary { font-family: system-ui, sans-serif }
[lang|=zh], [lang|=ja], [lang|=ko] { font-family: -apple-system, BlinkMacSystemFont, sans-serif }
pre, code, kbd, samp { direction: ltr; unicode-bidi: isolate }
ul.headlines { list-style: none; margin: 0; padding: 0 }
ul.headlines li { padding: .7rem 0; border-top: 1px solid var(--line) }
ul.headlines h3 { font-size: 1.06rem; line-height: 1.4; font-weight: 600; margin: 0; text-wrap: pretty }
h3 a { text-decoration: none; color: var(--ink) }
h3 a:hover { text-decoration: underline; color: var(--accent) }
h3 a:visited { color: var(--soft) }
.stories li { display: flow-root }
.stories img { float: inline-end; width: 5.5rem; height: 5.5rem; object-fit: cover; border-radius: .4rem; background: var(--line); margin: .25rem 0; margin-inline-start: 1rem }
.summary { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; line-clamp: 3; overflow: hidden; margin: .2rem 0 0; font-size: .95rem; line-height: 1.5; color: var(--soft) }
.offers { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin: .1rem 0 0; font-size: .9rem }
.offers a { padding: .15rem 0; text-decoration: none }
.offers a:hover { text-decoration: underline }
.actions { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: center; margin: 2rem 0 0; padding-top: 1.2rem; border-top: 1px solid var(--line) }
.button, button { display: inline-block; font: inherit; font-weight: 600; padding: .6rem 1.1rem; border: 0; border-radius: .5rem; background: var(--accent); color: var(--on-accent); text-decoration: none; cursor: pointer; min-height: 2.75rem }
input[type=password] { font: inherit; padding: .6rem .8rem; border: 1px solid var(--soft); border-radius: .5rem; background: none; color: inherit; width: 100%; max-width: 26rem; min-height: 2.75rem }
.quiet { background: none; color: var(--accent); padding: 0; text-decoration: underline; min-height: 0; font-weight: 400 }
.subscribe { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: center; margin: 1.2rem 0 }
.subscribe figure { margin: 0; display: flex; gap: .8rem; align-items: center; color: var(--soft); font-size: .9rem }
.qr { width: 6.5rem; height: 6.5rem; background: #fff; border-radius: .5rem; padding: .4rem }
.feeds a { margin-inline-end: .8rem }
article img { max-width: 100%; height: auto; border-radius: .3rem }
article figure { margin: 1.4rem 0 }
.machine { font-family: system-ui, sans-serif; margin: 1.2rem 0; padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: .5rem }
.machine h2 { font-size: .95rem; margin: 0 }
.machine ul { margin: .5rem 0; padding-inline-start: 1.2rem }
figcaption { color: var(--soft); font-size: .88rem; line-height: 1.5 }
.prose { font: 1.125rem/1.7 Charter, "Iowan Old Style", "Source Serif 4", Georgia, "Noto Serif", serif; max-width: 66ch; hanging-punctuation: first allow-end; hyphens: auto; margin-top: 1.5rem }
h1:lang(ja), h2:lang(ja), h3:lang(ja) { word-break: auto-phrase }
.prose > * { margin: 0 0 1.1em }
.prose h2, .prose h3, .prose h4 { font-family: system-ui, sans-serif; line-height: 1.35; margin: 1.8em 0 .5em }
.prose blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); color: var(--soft) }
.prose pre { overflow-x: auto; text-align: start; font: .85rem/1.5 ui-monospace, monospace; padding: .8rem; border: 1px solid var(--line); border-radius: .3rem; overflow-wrap: normal }
.prose code { font: .9em ui-monospace, monospace }
.prose li > p { margin: 0 0 .4em }
.prose hr { border: 0; border-top: 1px solid var(--line) }
.prose:lang(zh), .prose:lang(ja), .prose:lang(ko) { font-family: inherit; line-height: 1.9; max-width: 38em; line-break: strict; text-spacing-trim: trim-start; text-autospace: normal; hyphens: manual }
.prose:lang(zh), .prose:lang(ja) { text-align: justify }
.prose:lang(ko) { word-break: keep-all }
article[dir=rtl] .prose { font-family: "Noto Naskh Arabic", "Geeza Pro", "Noto Serif Hebrew", "New York", serif; line-height: 1.9; hyphens: manual }
.prose:lang(ur) { font-family: "Noto Nastaliq Urdu", "Noto Naskh Arabic", serif; line-height: 2.2 }
.scroll { overflow-x: auto; margin: 1rem 0 }
th[scope=row] { white-space: nowrap }
summary { cursor: pointer; margin-top: 1.5rem; padding: .5rem 0 }
table { border-collapse: collapse; font-size: .92rem; overflow-wrap: break-word }
th, td { text-align: start; padding: .4rem 0; padding-inline-end: .8rem; border-top: 1px solid var(--line); vertical-align: top }
.light { font-size: 1.15rem; font-weight: 600 }
.light::before { content: ""; display: inline-block; width: .8em; height: .8em; border-radius: 50%; margin-inline-end: .5em; background: var(--accent) }
.light.well::before { background: var(--well) }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1.2rem; margin: 0; padding: 0; list-style: none }
.charts li { display: flex; flex-direction: column; justify-content: space-between }
.charts.wide { grid-template-columns: minmax(0, 30rem) }
.charts svg { display: block; width: 100%; height: auto }
.charts rect { fill: var(--bar) }
.charts rect.today { fill: var(--accent) }
.charts rect.projected { fill: var(--accent); opacity: .3 }
.charts b { white-space: nowrap }
.charts + .meta { margin-top: .8rem }
.charts span { display: block; color: var(--soft) }
.charts line { stroke: var(--accent); stroke-width: 1; stroke-dasharray: 3 3 }
.charts line.base { stroke: var(--line); stroke-dasharray: none }
.charts text { fill: var(--soft); font-size: 9px }
.charts p { margin: 0; font-size: .9rem }
@media (max-width: 30rem) { .subscribe figure { display: none } }
.channels .meta a { color: var(--soft); font-size: inherit; font-weight: 400; text-decoration: underline }
@media print { .actions, .skip, .subscribe { display: none } body { max-width: none } }
`

/** Minified. */
export const style: string = sheet.replace(/\s*\n\s*/gu, '').replace(/\s*([{};,])\s*/gu, '$1')

/** Hash of the sheet (FNV-1a), so that browsers may cache each version forever. */
export const styleVersion: string = [...style]
  .reduce((hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0, 2_166_136_261)
  .toString(36)

/** A folded newspaper. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#9b2c15"/><path fill="#fff" d="M7 8h18v3H7zm0 5h8v6H7zm10 0h8v2h-8zm0 4h8v2h-8zM7 21h18v2H7z"/></svg>'
