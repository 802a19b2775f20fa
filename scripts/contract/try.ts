/** Tries every assumption in a laboratory: the simulated Telegram's, or a real bot's with a test channel. */
import * as v from 'valibot'
import { World } from '../../simulators/telegram/world.ts'
import { type BotApi, BotApiProblem } from '../bot-api.ts'
import { assumptions, type Laboratory, type Observed } from './assumptions.ts'

export interface Trial {
  readonly name: string
  readonly why: string
  readonly outcome: 'as assumed' | 'differs' | 'not tried'
  readonly expected: string
  readonly seen: string
}

export async function tryAll(
  laboratory: Laboratory,
  tried: (trial: Trial) => void = () => {},
): Promise<readonly Trial[]> {
  const trials: Trial[] = []
  for (const { name, why, expected, try: act } of assumptions) {
    const seen = await act(laboratory)
    const outcome = seen === expected ? 'as assumed' : seen === 'unknown' ? 'not tried' : 'differs'
    const trial: Trial = { name, why, outcome, expected, seen }
    trials.push(trial)
    tried(trial)
  }
  return trials
}

/** One message a second to a chat; some more to be safe. ms */
const REST_MS = 3200

export function realLaboratory(api: BotApi, bot: number, channel: string, foreignPost: number | null): Laboratory {
  return {
    channel,
    bot,
    foreignPost,
    rest: () => new Promise((resolve) => setTimeout(resolve, REST_MS)),
    call: async (method, parameters): Promise<Observed> => {
      try {
        return { ok: true, result: await api.call(method, parameters, v.unknown()) }
      } catch (problem) {
        if (!(problem instanceof BotApiProblem)) throw problem
        // Its words begin with the method.
        return { ok: false, code: problem.status, description: problem.message.slice(method.length + 2) }
      }
    },
  }
}

const answerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), result: v.unknown() }),
  v.object({ ok: v.literal(false), error_code: v.number(), description: v.string() }),
])

/** A channel in the simulated Telegram, in which its owner has posted too. */
export function simulatedLaboratory(): Laboratory {
  const token = '4242:contract'
  const world = new World({ token, now: Date.now, flood: null })
  const { id: owner } = world.addPerson({ firstName: 'Ann' })
  const { id: channel } = world.addChannel({ title: 'Contract', creator: owner })
  world.addBot({ chat: channel, by: owner, rights: { can_post_messages: true } })
  const { id: foreignPost } = world.post({ chat: channel, by: owner, text: 'by a person' })
  return {
    channel,
    bot: world.bot().id,
    foreignPost,
    rest: async () => {},
    call: async (method, parameters): Promise<Observed> => {
      const response = await world.handle(
        new Request(`https://telegram.test/bot${token}/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(parameters),
        }),
      )
      const answer = v.parse(answerSchema, await response.json())
      return answer.ok
        ? { ok: true, result: answer.result }
        : { ok: false, code: answer.error_code, description: answer.description }
    },
  }
}
