/** Limits of fetching articles for their full text. */
import { hourMs, secondMs } from './units.ts'

const KB = 1024
const MB = 1024 * KB

export const article = {
  /** Pages that all cells together fetch in a day, by plan. */
  pagesADay: { free: 200, paid: 5000 },
  pagesACycle: 10,
  /** Maximum time for all pages of a cycle; the items of later pages keep the text of their feed. */
  cycleMs: 20 * secondMs,
  /** A call of the article reader: robots.txt, the page, and robots.txt of the host to which it redirects. */
  callMs: 15 * secondMs,
  /** Objects that read pages side by side; each host always has the same one. */
  lanes: 3,
  /** Minimum time between the beginnings of two requests to a host. */
  hostSpacingMs: secondMs,
  /** A host that refuses a page, or does not answer, is left alone for this, unless it names a longer time; at most `restAtMostMs`. */
  restMs: hourMs,
  restAtMostMs: 24 * hourMs,
  /** Maximum number of these hosts in memory. */
  restingHosts: 100,
  /** Limits of the fetch, as for feeds. */
  bodyBytes: 2 * MB,
  headersMs: 5 * secondMs,
  timeoutMs: 8 * secondMs,
  redirects: 4,
  robotsMs: 3 * secondMs,
  /** How long a robots.txt is believed: RFC 9309, section 2.4, allows a day. */
  robotsKeptMs: hourMs,
  /** Files of robots.txt in an object's memory; a longer one is fetched again. */
  robotsKept: 50,
  robotsKeptUnits: 32 * KB,
  /** The page as it is parsed, without scripts and styles: UTF-16 units and elements. A news page has 1,000 to 5,000 elements. */
  markupUnits: MB,
  elements: 8000,
  /** A page with more nodes, deeper ones, or a larger sum of all depths, is not read: the time grows with the sum. */
  nodes: 30_000,
  depth: 100,
  depths: 300_000,
  /** The beginning of a page, with its title, robots directives and base. UTF-16 units. */
  headUnits: 256 * KB,
  /** A text with fewer letters, CJK counted double, may be an excerpt; a longer one is an excerpt only if it says so. */
  shortLetters: 1000,
  /** A text with more letters is whole. */
  wholeLetters: 10_000,
  /** How much of a feed's text is read to decide about it. UTF-16 units. */
  readUnits: 12_000,
  /** The text of a page has at least this many letters, and exceeds that of the feed by as many and by this factor. */
  gainedLetters: 200,
  gainedFactor: 1.25,
  leastLetters: 300,
  /** Shorter texts with the words of a wall are walls; of longer ones, the end is looked at. */
  wallLetters: 2500,
  wallEndUnits: 400,
  /** Words of an item that are looked for on its page, and the share that has to be there. */
  comparedWords: 80,
  comparedShare: 0.4,
} as const
