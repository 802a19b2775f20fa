/** Tries every assumption in a laboratory: a test channel in the simulated Telegram, or in the real one. */
import * as v from 'valibot'
import { assumptions, type Laboratory, type Observed } from './assumptions.ts'
import { World } from './world.ts'

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

const answerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), result: v.unknown() }),
  v.object({ ok: v.literal(false), error_code: v.number(), description: v.string() }),
])

/** A channel with a post by its owner. */
export function simulatedLaboratory(updateKinds: readonly string[]): Laboratory {
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
    updateKinds,
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
