/** Tries every assumption in a test channel of the simulated or the real Telegram. */
import * as v from 'valibot'
import type { Observed, TestChannel } from './assumption.ts'
import { assumptions } from './assumptions.ts'
import { World } from './world.ts'

export interface Finding {
  readonly name: string
  readonly why: string
  readonly outcome: 'as assumed' | 'differs' | 'not tried'
  readonly expected: string
  readonly seen: string
}

export async function checkAssumptions(
  testChannel: TestChannel,
  onFinding: (finding: Finding) => void = () => {},
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { name, why, expected, try: act } of assumptions) {
    const seen = await act(testChannel)
    const outcome = seen === expected ? 'as assumed' : seen === 'unknown' ? 'not tried' : 'differs'
    const finding: Finding = { name, why, outcome, expected, seen }
    findings.push(finding)
    onFinding(finding)
  }
  return findings
}

const answerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), result: v.unknown() }),
  v.object({ ok: v.literal(false), error_code: v.number(), description: v.string() }),
])

/** A channel with a post by its owner. */
export function simulatedTestChannel(updateKinds: readonly string[]): TestChannel {
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
    pause: async () => {},
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
