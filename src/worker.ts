/** The Worker's entry: fetch and cron, the Durable Objects, and the feed reader. The dependencies of the bot and the web are in composition/. */
import { CellObject } from './cell/cell.ts'
import type { CellDeps } from './cell/runner.ts'
import { cronFacts, listPages, refuseRequests } from './composition/cron.ts'
import { cycleWords } from './composition/cycle-words.ts'
import { botIdOf, readEnvironment } from './composition/environment.ts'
import { FeedWriterObject, type FeedWriters } from './composition/feed-writer.ts'
import { changedLists } from './composition/front-door.ts'
import { machineOf } from './composition/machine.ts'
import { cellOf, cellsOf, directoryOf, learnedBotName, learnedUrl } from './composition/objects.ts'
import { ArticleReaderObject, FeedReader, FeedReaderObject, type Readers } from './composition/readers.ts'
import { stopwatch, telegramDeps } from './composition/shared-deps.ts'
import { type WebBindings, webDeps } from './composition/web.ts'
import { type Quotas, quotasFor } from './cycle/governor.ts'
import { DirectoryObject } from './directory/directory.ts'
import { warmUp } from './feed/warm-up.ts'
import { limits } from './limits.ts'
import { invocationBegins, logCycles } from './log.ts'
import { hubSecretOf, makeToken } from './push/callback-token.ts'
import { addMetered, nothingMetered } from './store/usage.ts'
import { telegramCaller } from './telegram/client.ts'
import { ValueCache } from './value-cache.ts'
import { handleRequest } from './web/app.ts'

// At start-up, whose CPU time has its own limit.
warmUp()

declare global {
  namespace Cloudflare {
    interface Env extends WebBindings {}
    interface GlobalProps {
      mainModule: typeof import('./worker.ts')
      durableNamespaces: 'Cell' | 'Directory' | 'FeedReaderObject' | 'FeedWriterObject' | 'ArticleReaderObject'
    }
  }
}

export { ArticleReaderObject, FeedReader, FeedReaderObject, FeedWriterObject }

export class Directory extends DirectoryObject {
  protected quotas(): Quotas {
    return quotasFor(readEnvironment(this.env).PLAN, 1)
  }
}

export class Cell extends CellObject {
  readonly #tokens = new ValueCache<string, string>(limits.hub.cachedTokens)

  protected deps(): CellDeps {
    const environment = readEnvironment(this.env)
    // developers.cloudflare.com/changelog/post/2026-03-15-durable-object-id-name
    const cell = Number(this.ctx.id.name)
    // Cells with the same number would share KV keys.
    if (!Number.isInteger(cell)) throw new Error('the name of a cell must be its number')
    const readers = this.ctx.exports as unknown as Readers & FeedWriters
    const watch = stopwatch((work) => this.meter.keepAwake(work))
    return {
      cell,
      store: this.env.STORE,
      readFeeds: (requests) => readers.FeedReader.read(requests),
      readInObject: (name, requests) =>
        this.meter.meterCall(() => readers.FeedReaderObject.getByName(`${cell} ${name}`).read(requests)),
      writeFeed: (id, feed) => {
        const writer = readers.FeedWriterObject.getByName(`${cell} ${id}`)
        return watch.within(
          this.meter.meterCall(() => writer.write(feed)),
          limits.web.answerMs,
        )
      },
      readArticle: (lane, request) =>
        this.meter.meterCall(() => readers.ArticleReaderObject.getByName(`${cell} articles ${lane}`).read(request)),
      machine: machineOf(this.env, environment),
      hubs: {
        ask: (requests) => readers.FeedReader.askHubs(requests),
        read: (documents) => readers.FeedReader.readPushed(documents),
        tokenOf: (nonce) => this.#tokens.get(nonce, () => makeToken(environment.WEBHOOK_SECRET, cell, nonce)),
        secretOf: (token) => hubSecretOf(environment.WEBHOOK_SECRET, token),
      },
      linkBase: async () => environment.PUBLIC_URL ?? learnedUrl(this.env),
      bot: () => learnedBotName(this.env),
      telegram: telegramCaller(telegramDeps(environment)),
      stopwatch: watch,
      wallClock: () => Date.now(),
      random: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
      channelMoved: (from, { id, title, username, kind }) =>
        directoryOf(this.env).moveChannel(from, { id, title, username, kind, cell }),
      channelRenamed: async (chat, username) => {
        await directoryOf(this.env).rename(chat, username)
      },
      operators: (alertKey) => directoryOf(this.env).operators(environment.OWNER_IDS, alertKey),
      channelForgotten: (id) => directoryOf(this.env).forgetChannel(id),
      readerGone: (reader) => directoryOf(this.env).forgetReader(reader, environment.OWNER_IDS.includes(reader)),
      strangersAmong: (people) => directoryOf(this.env).strangersAmong(people),
      cellOfLink: (code) => directoryOf(this.env).cellOfLink(code),
      newsAfter: (other, requests) => cellOf(this.env, other).newsAfter(requests),
      transfers: {
        send: (to, transfer) => cellOf(this.env, to).receive(transfer),
        placed: (id, to, hops) => directoryOf(this.env).placeChannel(id, to, hops),
      },
      words: cycleWords,
      allowPrivate: environment.ALLOW_PRIVATE_FEEDS,
      settings: {
        botId: botIdOf(environment),
        linkTtlDays: environment.LINK_TTL_DAYS,
        liveGapMinutes: environment.LIVE_GAP_MINUTES,
        externalSubrequests: limits[environment.PLAN].externalSubrequests,
        quotas: quotasFor(environment.PLAN, environment.CELLS),
        articlesADay: Math.floor(limits.article.pagesADay[environment.PLAN] / environment.CELLS),
        neuronsADay: Math.floor(limits.machine.neuronsADay / environment.CELLS),
      },
    }
  }
}

export default {
  async fetch(request, env, context) {
    invocationBegins()
    return handleRequest(
      request,
      webDeps(env, (work) => context.waitUntil(work)),
    )
  },

  async scheduled(controller, env) {
    invocationBegins()
    const { CELLS, OWNER_IDS, PUBLIC_URL } = readEnvironment(env)
    const facts = await cronFacts(env)
    // Without the directory's answer, headlines link to the articles.
    const linkBase = PUBLIC_URL ?? facts?.publicUrl ?? null
    const elsewhere = facts === null ? null : addMetered(nothingMetered, facts.used, 1 / CELLS)
    const cells = cellsOf(env, CELLS)
    const { scheduledTime: now, cron } = controller
    const reports = await Promise.allSettled(
      cells.map((cell) => cell.cycle('scheduled', { now, cron, linkBase, elsewhere })),
    )
    logCycles(reports)
    const isRequestQuotaSpent = reports.some(
      (each) => each.status === 'fulfilled' && typeof each.value === 'object' && each.value.isRequestQuotaSpent,
    )
    if (isRequestQuotaSpent) await refuseRequests(env)
    if (facts !== null) {
      const cycles = reports.map((each) =>
        each.status === 'fulfilled' && typeof each.value === 'object' ? each.value : null,
      )
      const lists = changedLists(facts, cycles, OWNER_IDS)
      if (lists.length > 0) await listPages(env, lists)
    }
    if (reports.some(({ status }) => status === 'rejected')) throw new Error('the cycle of a cell failed')
  },
} satisfies ExportedHandler<Cloudflare.Env>
