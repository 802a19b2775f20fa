/** `npm run contract`: the simulated Telegram meets every assumption, and a difference is detected. */
import { expect, it } from 'vitest'
import { assumptions } from '../../simulators/telegram/assumptions.ts'
import { checkAssumptions, simulatedTestChannel } from '../../simulators/telegram/check-assumptions.ts'
import { allowedUpdates } from '../../src/telegram/updates.ts'

it('the simulated Telegram meets every assumption', async () => {
  const findings = await checkAssumptions(simulatedTestChannel(allowedUpdates))
  expect(findings.filter(({ outcome }) => outcome !== 'as assumed')).toEqual([])
  expect(findings).toHaveLength(assumptions.length)
})

it('a difference is reported, and so is what could not be tried', async () => {
  const testChannel = simulatedTestChannel(allowedUpdates)
  const findings = await checkAssumptions({
    ...testChannel,
    foreignPost: null,
    call: async (method, parameters) => {
      const answer = await testChannel.call(method, parameters)
      return answer.ok ? answer : { ...answer, description: answer.description.replace('not found', 'nowhere') }
    },
  })
  const of = (outcome: string) => findings.filter((finding) => finding.outcome === outcome)
  expect(of('differs')).toContainEqual(
    expect.objectContaining({
      name: 'a probe after the last post finds nothing',
      expected: '400 Bad Request: message to edit not found',
      seen: '400 Bad Request: message to edit nowhere',
    }),
  )
  expect(of('not tried').map(({ name }) => name)).toEqual([
    'a probe of somebody else’s post is refused',
    'an edit of somebody else’s post is refused',
  ])
})
