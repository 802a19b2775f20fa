/** `npm run contract`: the simulated Telegram is as it is assumed to be, and a Telegram that is not is found out. */
import { expect, it } from 'vitest'
import { assumptions } from '../../scripts/contract/assumptions.ts'
import { simulatedLaboratory, tryAll } from '../../scripts/contract/try.ts'

it('finds every assumption true of the simulated Telegram', async () => {
  const trials = await tryAll(simulatedLaboratory())
  expect(trials.filter(({ outcome }) => outcome !== 'as assumed')).toEqual([])
  expect(trials).toHaveLength(assumptions.length)
})

it('says where another one differs, and what it could not try', async () => {
  const laboratory = simulatedLaboratory()
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
