/** Takes channels without a link for readers from the selections that follow them, and finds out where moved channels are. */
import { hourMs, limits } from '../limits.ts'
import type { EpochMs, ReaderCode } from '../model.ts'
import { causeOf } from '../result.ts'
import type { Selection } from '../store/channels.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { offeringChannels } from './source-news.ts'

const { asksAnHour } = limits.readers

/** Once an hour, so that an owner can give a link back that was taken away by mistake. */
export async function loseFollows(deps: MeteredDeps, selections: readonly Selection[], now: EpochMs): Promise<void> {
  const { ledger } = deps
  const offering = offeringChannels(ledger)
  const codes = [...new Set(selections.flatMap(({ follows }) => (follows ?? []).map(({ code }) => code)))]
  const elsewhere = codes.filter((code) => !offering.has(code)).toSorted()
  const lost = new Set<ReaderCode>()
  const cells = new Map<ReaderCode, number>()
  // In a cell that follows more channels of others, each is asked for in turn.
  const first = (Math.floor(now / hourMs) * asksAnHour) % Math.max(1, elsewhere.length)
  for (const code of [...elsewhere.slice(first), ...elsewhere.slice(0, first)].slice(0, asksAnHour)) {
    try {
      const cell = await deps.cellOfLink(code)
      if (cell === null) lost.add(code)
      else cells.set(code, cell)
    } catch (error) {
      deps.failed({ what: 'directory', asked: 'link', cause: causeOf(error) })
      return
    }
  }
  if (lost.size === 0 && cells.size === 0) return
  for (const { channel } of selections) {
    ledger.transaction(() => {
      const follows = ledger.channels.selection(channel.id)?.follows ?? []
      const left = follows.filter(({ code }) => !lost.has(code))
      const placed = left.map((follow) => ({ ...follow, cell: cells.get(follow.code) ?? follow.cell }))
      const gone = follows.find(({ code }) => lost.has(code))
      if (gone === undefined && left.every(({ cell }, at) => cell === placed[at]?.cell)) return
      ledger.channels.setFollows(channel.id, placed)
      if (gone === undefined || placed.length > 0) return
      const name = gone.username === null ? gone.title : `@${gone.username}`
      ledger.notices.add(channel.owner, channel.language, { kind: 'link-gone', channel: name })
    })
  }
}
