/** The entry: fetch and cron; exports the Durable Objects and the feed reader; wires edges, those of the bot and the web by wiring/. */
import { WorkerEntrypoint } from 'cloudflare:workers'
import { cycleWords } from './bot/notices.ts'
import type { CellOutside } from './cell/runner.ts'
import { CellObject } from './cell.ts'
import { type Quotas, quotasFor } from './cycle/governor.ts'
import { DirectoryObject } from './directory.ts'
import { botIdOf, editionKeyOf, readEnvironment, readingKeyOf } from './environment.ts'
import { readFeeds } from './feed/read.ts'
import { warmUp } from './feed/warm-up.ts'
import { limits } from './limits.ts'
import { editionCodeAt } from './links/code.ts'
import { errorWords, log, logCycle } from './log.ts'
import type { FeedRequest } from './model.ts'
import type { FeedReading } from './result.ts'
import { addMetered, nothingMetered } from './store/usage.ts'
import { telegramCaller } from './telegram/client.ts'
import { answer } from './web/app.ts'
import { closeDoors, cronFacts } from './wiring/cron.ts'
import { stopwatch, telegramEdges } from './wiring/edges.ts'
import { cellOf, cellsOf, directoryOf, learnedUrl } from './wiring/objects.ts'
import { type WebBindings, webEdges } from './wiring/web.ts'

// While nobody waits and nothing is counted.
warmUp()

declare global {
  namespace Cloudflare {
    interface Env extends WebBindings {}
    interface GlobalProps {
      mainModule: typeof import('./worker.ts')
    }
  }
}

export class Directory extends DirectoryObject {
  protected quotas(): Quotas {
    return quotasFor(readEnvironment(this.env).PLAN, 1)
  }
}

/** Reads feeds in an invocation of its own, so that what a feed does to it ends there. */
export class FeedReader extends WorkerEntrypoint {
  async read(requests: readonly FeedRequest[]): Promise<readonly FeedReading[]> {
    const { ALLOW_PRIVATE_FEEDS, PUBLIC_URL } = readEnvironment(this.env)
    const base = PUBLIC_URL ?? (await learnedUrl(this.env))
    return readFeeds(requests, {
      fetch: (url, init) => fetch(url, init),
      now: Date.now(),
      allowPrivate: ALLOW_PRIVATE_FEEDS,
      // Publishers can see who is asking, and what it is.
      ...(base === null ? {} : { about: `${base}/about` }),
    })
  }
}

export class Cell extends CellObject {
  protected outside(): CellOutside {
    const environment = readEnvironment(this.env)
    const key = editionKeyOf(environment)
    // developers.cloudflare.com/changelog/post/2026-03-15-durable-object-id-name
    const cell = Number(this.ctx.id.name)
    // Two cells under one number would share their memory in KV.
    if (!Number.isInteger(cell)) throw new Error('a cell is named by its number')
    const reader = this.ctx.exports as unknown as { readonly FeedReader: Pick<FeedReader, 'read'> }
    return {
      cell,
      store: this.env.STORE,
      readFeeds: (requests) => reader.FeedReader.read(requests),
      telegram: telegramCaller(telegramEdges(environment)),
      stopwatch: stopwatch((work) => this.meter.holds(work)),
      editionCode: (second) => editionCodeAt(key, second, cell),
      readingKey: (code) => readingKeyOf(environment, code),
      channelMoved: (from, { id, title, username, kind }) =>
        directoryOf(this.env).moveChannel(from, { id, title, username, kind, cell }),
      operators: (once) => directoryOf(this.env).operators(environment.OWNER_IDS, once),
      channelForgotten: (id) => directoryOf(this.env).forgetChannel(id),
      handover: {
        deliver: (to, parcel) => cellOf(this.env, to).takeOver(parcel, Date.now()),
        settled: (id, to, hops) => directoryOf(this.env).settleChannel(id, to, hops),
      },
      words: cycleWords,
      allowPrivate: environment.ALLOW_PRIVATE_FEEDS,
      settings: {
        botId: botIdOf(environment),
        linkTtlDays: environment.LINK_TTL_DAYS,
        liveGapMinutes: environment.LIVE_GAP_MINUTES,
        externalSubrequests: limits[environment.PLAN].externalSubrequests,
        quotas: quotasFor(environment.PLAN, environment.CELLS),
      },
    }
  }
}

export default {
  async fetch(request, env, context) {
    return answer(
      request,
      webEdges(env, (work) => context.waitUntil(work)),
    )
  },

  async scheduled(controller, env) {
    const { CELLS, PUBLIC_URL } = readEnvironment(env)
    const facts = await cronFacts(env)
    // Should the directory be in trouble, headlines lead to the originals: better than no headlines.
    const linkBase = PUBLIC_URL ?? facts?.publicUrl ?? null
    const elsewhere = facts === null ? null : addMetered(nothingMetered, facts.used, 1 / CELLS)
    const cells = cellsOf(env, CELLS)
    const reports = await Promise.allSettled(
      cells.map((cell) => cell.cycle('scheduled', { now: controller.scheduledTime, linkBase, elsewhere })),
    )
    for (const [cell, report] of reports.entries()) {
      if (report.status === 'rejected') log({ event: 'cycle-failed', cell, error: errorWords(report.reason) })
      else logCycle(cell, report.value)
    }
    const isDark = reports.some(
      (each) => each.status === 'fulfilled' && typeof each.value === 'object' && each.value.isDark,
    )
    if (isDark) await closeDoors(env)
    if (reports.some(({ status }) => status === 'rejected')) throw new Error('a cell had no cycle')
  },
} satisfies ExportedHandler<Cloudflare.Env>
