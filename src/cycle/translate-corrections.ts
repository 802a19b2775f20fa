/** Translates the new titles of headlines that were sent, before their posts are edited. An edit waits for it at most two minutes. */

import type { Language } from '../language.ts'
import { limits } from '../limits.ts'
import type { Channel, EpochMs } from '../model.ts'
import type { MachineProblem } from '../result.ts'
import type { Correction } from '../store/corrections.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Outcome, TranslatedTitle } from '../store/outcomes.ts'
import { askTranslations, type TitleAnswer } from './ask-translations.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { isIn, mayCome, notify, translationOf } from './translate-headlines.ts'

const { cycleMs } = limits.machine
const { lookedAtACycle, correctedMs } = limits.corrections

/** A correction whose title is to be translated. */
interface Wanted {
  readonly channel: Channel
  readonly correction: Correction
  readonly target: Language
  /** As its feed declares it, BCP 47; absent: not declared. */
  readonly language: Outcome['language']
}

/** Corrections that are not made in this cycle, because the next one may have their translation. */
export type HeldCorrections = ReadonlySet<string>

/** Names a correction in `HeldCorrections`. */
export function correctionKey({ channel, code }: Pick<Correction, 'channel' | 'code'>): string {
  return `${channel} ${code}`
}

/** As `translateHeadlines`. A translation is stored with the outcome of its item. */
export async function translateCorrections(deps: MeteredDeps, now: EpochMs): Promise<HeldCorrections> {
  const problems = new Map<Wanted, MachineProblem>()
  const until = Math.min(deps.stopwatch.elapsed() + cycleMs, deps.wallMs)
  for (const [target, some] of Map.groupBy(wantedIn(deps.ledger, now), (each) => each.target)) {
    const asked = some.map(({ correction: { title }, language }) =>
      language === undefined ? { title } : { title, language },
    )
    const keep = (answers: ReadonlyMap<number, TitleAnswer>) => store(deps, some, answers, now)
    const answers = await askTranslations(deps, asked, target, until, now, keep)
    for (const [at, each] of some.entries()) {
      const answer = answers[at]
      if (answer !== undefined && !answer.ok) problems.set(each, answer.problem)
    }
  }
  notify(deps, problems, now)
  const held = new Set<string>()
  for (const [{ channel, correction, target }, problem] of problems) {
    if (mayCome(deps, problem, correction.at, now)) held.add(correctionKey(correction))
    else note(deps.ledger, channel, correction, { language: target, text: null, problem: problem.kind }, now)
  }
  return held
}

/** The oldest corrections of channels that translate, without those whose new title is translated. */
function wantedIn({ channels, corrections, outcomes }: Ledger, now: EpochMs): readonly Wanted[] {
  const wanted: Wanted[] = []
  for (const correction of corrections.all().slice(0, lookedAtACycle)) {
    const state = channels.get(correction.channel)
    if (state === null || state.channel.pause !== null || state.notBefore > now) continue
    const { channel } = state
    if (!channel.corrections || channel.translate === null) continue
    const { language: target } = channel.translate
    const outcome = outcomes.headline(channel.id, correction.code, now - correctedMs)
    if (outcome?.title !== correction.title || outcome.translation?.language === target) continue
    const { language } = outcome
    const headline = language === undefined ? { title: outcome.title } : { title: outcome.title, language }
    if (!isIn(target, headline)) wanted.push({ channel, correction, target, language })
  }
  return wanted
}

function store(
  { ledger }: MeteredDeps,
  wanted: readonly Wanted[],
  answers: ReadonlyMap<number, TitleAnswer>,
  now: EpochMs,
): void {
  for (const [at, { channel, correction, target }] of wanted.entries()) {
    const answer = answers.get(at)
    const translation = answer === undefined ? null : translationOf(answer, correction.title, target)
    if (translation === null) continue
    note(ledger, channel, correction, translation, now)
    if (channel.readers !== undefined)
      ledger.channelNews.translate(channel.id, new Map([[correction.code, translation]]), now - correctedMs)
  }
}

function note(
  { outcomes }: Ledger,
  { id }: Channel,
  { code, title }: Correction,
  translation: TranslatedTitle['translation'],
  now: EpochMs,
): void {
  outcomes.translate(id, new Map([[code, { title, translation }]]), now - correctedMs)
}
