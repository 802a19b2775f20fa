/** Closes editions after about an hour, puts them into KV, and removes them from the ledger once KV surely shows them. */
import { dayMs, limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { putBodies } from '../store/bodies.ts'
import { editionBot, putEdition } from '../store/editions.ts'
import type { Ledger } from '../store/ledger.ts'
import type { OpenEdition } from '../store/open-editions.ts'
import { linkDays, type Quotas } from './governor.ts'
import type { MeteredDeps } from './metered-deps.ts'

const { editionOpenMs, editionOpenRefusedMs, editionKeptMs } = limits.cycle

/**
 * Until an edition is in KV, its links ask the cell, and so do links that meet an old answer of KV. Every step can be repeated: a
 * closed edition never changes.
 * @param isOwn KV's `seen` is known to be this bot's: no other bot writes there
 * @param isRefusing the cell refuses requests, so links work only once KV has them
 */
export async function putEditions(
  deps: MeteredDeps,
  isOwn: boolean,
  isRefusing: boolean,
  now: EpochMs,
): Promise<Result<null, StoreProblem>> {
  const { channels, openEditions } = deps.ledger
  const openMs = isRefusing ? openWhileRefusing(deps.settings.quotas) : editionOpenMs
  for (const edition of openEditions.all()) {
    if (edition.putAt !== null) {
      if (isPast(edition.putAt, editionKeptMs, now)) deps.ledger.transaction(() => openEditions.remove(edition.code))
      continue
    }
    // A cell without channels may never run again.
    const isOver = () => isPast(edition.openedAt, openMs, now) || channels.all().length === 0
    if (!edition.closed && !isOver()) continue
    if (!edition.closed) openEditions.close(edition.code)
    const put = await putOne(deps, edition, isOwn, now)
    if (!put.ok) return put
  }
  return ok(null)
}

/** With half of the day's writes at most: an edition takes two. */
function openWhileRefusing({ kvWrites }: Quotas): number {
  return Math.min(editionOpenMs, Math.max(editionOpenRefusedMs, dayMs / (kvWrites / 4)))
}

/** Whether too many editions wait to be put into KV: no more news is recorded. */
export function areTooManyUnput({ openEditions }: Ledger): boolean {
  return openEditions.all().filter(({ putAt }) => putAt === null).length >= limits.cycle.unputEditions
}

/** Whether `ms` have passed since `since`. A time that is far ahead comes from a clock that was wrong; crons may come in the wrong order. */
export function isPast(since: EpochMs, ms: number, now: EpochMs): boolean {
  return now - since >= ms || since - now > limits.cell.lateCronMs
}

/** Never overwrites an edition of another bot. */
async function putOne(
  { store, ledger, settings }: MeteredDeps,
  { code, openedAt: at }: OpenEdition,
  isOwn: boolean,
  now: EpochMs,
): Promise<Result<null, StoreProblem>> {
  const { spending, bots, openEditions } = ledger
  const { botId: bot } = settings
  const there = isOwn ? ok(null) : await editionBot(store, code)
  if (!there.ok) return there
  if (there.value !== null && !bots.isOwn(there.value, bot))
    return err({ kind: 'namespace-shared', bot: there.value, isOlder: false })
  bots.willWrite(bot)
  const bytesADay = Math.max(spending.of(now).kvBytes, spending.of(now - dayMs).kvBytes)
  const days = linkDays(settings.linkTtlDays, spending.stored(), bytesADay, settings.quotas.kvBytes)
  // The texts first, so that reading pages exist when the links do.
  const texts = openEditions.texts(code)
  const bodies = texts.size === 0 ? ok(0) : await putBodies(store, code, new Map([...texts].map(withPosition)))
  if (!bodies.ok) return bodies
  const put = await putEdition(store, { bot, code, at }, openEditions.lines(code), days)
  if (!put.ok) return put
  ledger.transaction(() => {
    openEditions.put(code, now)
    spending.addStored(put.value, days, now)
    if (bodies.value > 0) spending.addStored(bodies.value, limits.store.bodiesDays, now)
  })
  return ok(null)
}

/** Items of an earlier version have no codes, and their texts go by position. */
function withPosition<Text>([code, text]: readonly [string, Text]): readonly [string | number, Text] {
  return [/^\d{1,4}$/u.test(code) ? Number(code) : code, text]
}
