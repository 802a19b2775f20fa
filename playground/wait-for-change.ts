/** Waits for a change in the simulated Telegram. */
import type { Message } from '../simulators/telegram/model.ts'
import type { TelegramWorld } from '../simulators/telegram/telegram-world.ts'

/** @param what for the error message @param look returns the awaited value, or null @param patience ms */
function waitForChange<Value>(
  world: Pick<TelegramWorld, 'subscribe'>,
  what: string,
  look: () => Value | null,
  patience = 120_000,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const value = look()
      if (value === null) return
      clearTimeout(timer)
      stop()
      resolve(value)
    }
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`waited ${patience / 1000} s for ${what}`))
    }, patience)
    // A listener may be called before subscribe returns, so it is declared first.
    let stop = () => {}
    stop = world.subscribe(check)
    check()
  })
}

/** The bot's first message in a chat that matches and comes after the message with id `after`. */
export function waitForBotMessage(
  world: Pick<TelegramWorld, 'subscribe' | 'messages'>,
  chat: number,
  after: number,
  what: string,
  matches: (message: Message) => boolean = () => true,
): Promise<Message> {
  return waitForChange(
    world,
    what,
    () => world.messages(chat).find((message) => message.byBot && message.id > after && matches(message)) ?? null,
  )
}

/** Id of the last message of a chat; 0: there is none. */
export function lastId(world: Pick<TelegramWorld, 'messages'>, chat: number): number {
  return world.messages(chat).at(-1)?.id ?? 0
}
