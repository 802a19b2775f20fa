/** `npm run contract`: the simulated Telegram meets every assumption, and a difference is detected. */
import { expect, it } from 'vitest'
import { assumptions } from '../../simulators/telegram/assumptions.ts'
import { simulatedLaboratory, tryAll } from '../../simulators/telegram/laboratory.ts'
import { allowedUpdates } from '../../src/telegram/updates.ts'

it('the simulated Telegram meets every assumption', async () => {
  const trials = await tryAll(simulatedLaboratory(allowedUpdates))
  expect(trials.filter(({ outcome }) => outcome !== 'as assumed')).toEqual([])
  expect(trials).toHaveLength(assumptions.length)
})

it('a difference is reported, and so is what could not be tried', async () => {
  const laboratory = simulatedLaboratory(allowedUpdates)
  const trials = await tryAll({
    ...laboratory,
    foreignPost: null,
    call: async (method, parameters) => {
      const answer = await laboratory.call(method, parameters)
      return answer.ok ? answer : { ...answer, description: answer.description.replace('not found', 'nowhere') }
    },
  })
  const of = (outcome: string) => trials.filter((trial) => trial.outcome === outcome)
  expect(of('differs')).toContainEqual(
    expect.objectContaining({
      name: 'a probe behind the last post finds nothing',
      expected: '400 Bad Request: message to edit not found',
      seen: '400 Bad Request: message to edit nowhere',
    }),
  )
  expect(of('not tried').map(({ name }) => name)).toEqual(['a probe of another’s post is refused'])
})
