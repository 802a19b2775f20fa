/** Dependencies that several parts of the Worker share. */
import type { Stopwatch } from '../cycle/deps.ts'
import { type ClicksProblem, type LinkClicks, mostOpened, type openedInStatistics } from '../links/clicks.ts'
import { logCause } from '../log.ts'
import type { Result } from '../result.ts'
import type { Environment } from './environment.ts'

export function telegramDeps({ BOT_TOKEN, TELEGRAM_API_ROOT }: Environment) {
  return { fetch: (url: string, init: RequestInit) => fetch(url, init), token: BOT_TOKEN, root: TELEGRAM_API_ROOT }
}

/** The short links that were opened most. A refusal is logged. @param period absent: the week */
export async function openedLinks(
  { ANALYTICS_TOKEN, ACCOUNT_ID }: Environment,
  period?: typeof openedInStatistics,
): Promise<Result<readonly LinkClicks[], ClicksProblem>> {
  const access = {
    token: ANALYTICS_TOKEN,
    account: ACCOUNT_ID,
    fetch: (url: string, init: RequestInit) => fetch(url, init),
  }
  const opened = await mostOpened(access, period)
  if (!opened.ok && opened.problem.kind === 'refused') logCause('asking for clicks', opened.problem.cause)
  return opened
}

/** @param keepAwake called with work that may go on after its caller stops waiting */
export function stopwatch(keepAwake: (work: Promise<unknown>) => void = () => {}): Stopwatch {
  const began = Date.now()
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  return {
    elapsed: () => Date.now() - began,
    sleep,
    within: async (work, ms) => {
      keepAwake(work)
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), ms)
      })
      try {
        return await Promise.race([work, late])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
