/** Dependencies that several parts of the Worker share. */
import type { Stopwatch } from '../cycle/deps.ts'
import type { ClicksAccess } from '../links/clicks.ts'
import type { Environment } from './environment.ts'

export function telegramDeps({ BOT_TOKEN, TELEGRAM_API_ROOT }: Environment) {
  return { fetch: (url: string, init: RequestInit) => fetch(url, init), token: BOT_TOKEN, root: TELEGRAM_API_ROOT }
}

export function clicksAccess({ ANALYTICS_TOKEN, ACCOUNT_ID }: Environment): ClicksAccess {
  return { token: ANALYTICS_TOKEN, account: ACCOUNT_ID, fetch: (url, init) => fetch(url, init) }
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
