/** Counts how labelled pairs of headlines are judged. Pure. */

import { type Evidence, evidenceOf } from '../../src/story/evidence.ts'
import { Signature } from '../../src/story/signature.ts'
import type { Pair } from './pairs.ts'

/** How a reader sees two headlines: one is hidden, both share a line, or each has a line. */
export type Judgement = 'hidden' | 'gathered' | 'apart'

export interface Counts {
  readonly pairs: number
  readonly different: number
  /** Different pairs of which one would be hidden. */
  readonly hidden: number
  /** Different pairs that would share a line of a digest, the hidden ones included. */
  readonly gatheredWrongly: number
  readonly same: number
  /** Same pairs of which one would be hidden. */
  readonly toldOnce: number
  /** Same pairs that would share a line of a digest, including those with one hidden. */
  readonly gathered: number
}

export interface Figures extends Counts {
  readonly byLanguage: Readonly<Record<string, Counts>>
}

export interface Judged {
  readonly pair: Pair
  readonly judgement: Judgement
}

export function judge(pair: Pair): Judged {
  const [first, second] = [Signature.of(pair.a, pair.textA, ''), Signature.of(pair.b, pair.textB, '')]
  // The program keeps only a sketch of a sent text, so the order matters: both orders are judged.
  const found = [evidence(first, pair.a, second), evidence(second, pair.b, first)]
  const isHidden = pair.same ? found.every(isCertain) : found.some(isCertain)
  return { pair, judgement: isHidden ? 'hidden' : found.some((each) => each !== null) ? 'gathered' : 'apart' }
}

function evidence(before: Signature, title: string, now: Signature): Evidence | null {
  return evidenceOf(Signature.parse(before.serialise(), title), now)
}

const isCertain = (found: Evidence | null) => found !== null && found !== 'likely'

export function isFault({ pair, judgement }: Judged): boolean {
  return pair.same === (judgement === 'apart')
}

export function figuresOf(judged: readonly Judged[]): Figures {
  const byLanguage = Map.groupBy(judged, ({ pair }) => pair.lang)
  const languages = [...byLanguage].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return {
    ...countsOf(judged),
    byLanguage: Object.fromEntries(languages.map(([lang, own]) => [lang, countsOf(own)])),
  }
}

function countsOf(judged: readonly Judged[]): Counts {
  const count = (same: boolean, ...judgements: readonly Judgement[]) =>
    judged.filter(({ pair, judgement }) => pair.same === same && judgements.includes(judgement)).length
  return {
    pairs: judged.length,
    different: count(false, 'hidden', 'gathered', 'apart'),
    hidden: count(false, 'hidden'),
    gatheredWrongly: count(false, 'hidden', 'gathered'),
    same: count(true, 'hidden', 'gathered', 'apart'),
    toldOnce: count(true, 'hidden'),
    gathered: count(true, 'hidden', 'gathered'),
  }
}
