/** Route of a channel's statistics, for owners who signed in. Every channel has this page, and nobody else sees it; no cache keeps it. */
import * as v from 'valibot'
import { channelIdSchema } from '../../model.ts'
import type { WebContext } from '../edge-cache.ts'
import { StatsPage } from '../pages/stats.tsx'
import { html, note, notFound, translator, uncached } from '../responses.tsx'
import { isOwnersSession } from './operator.tsx'

export async function showStats(c: WebContext, channel: string): Promise<Response> {
  const id = v.safeParse(channelIdSchema, channel)
  if (!id.success) return notFound(c)
  if (!(await isOwnersSession(c))) return uncached(note(c, 'statsClosed', 403))
  const stats = await c.env.stats(id.output)
  return uncached(stats === null ? notFound(c) : html(c, <StatsPage t={translator(c)} stats={stats} />))
}
