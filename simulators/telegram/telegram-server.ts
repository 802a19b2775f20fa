/** The simulated Telegram as an HTTP server on loopback, for programs in other processes. */
import { setTimeout as wait } from 'node:timers/promises'
import { type SiteServer, startSiteServer } from '../site-server.ts'
import type { World } from './world.ts'

export interface TelegramServerOptions {
  readonly world: World
  /** Answers requests that are not for the Bot API, such as feeds; null passes them to the simulator. */
  readonly answerOther?: (request: Request) => Promise<Response | null>
}

/** `url` is the API root for a bot. */
export type TelegramServer = SiteServer

/** The `sleep` for a world that serves long polls in real time. */
export async function realSleep(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
}

/** Listens on a free port of the loopback address. */
export function startTelegramServer({ world, answerOther }: TelegramServerOptions): Promise<TelegramServer> {
  return startSiteServer(async (request) => {
    const isForBotApi = /^\/(?:file\/)?bot/u.test(new URL(request.url).pathname)
    return (isForBotApi ? null : await answerOther?.(request)) ?? (await world.handle(request))
  })
}
