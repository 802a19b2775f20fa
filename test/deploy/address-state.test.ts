/** Why an address does not answer: it still propagates, is blocked from here, or is out of quota. */
import { expect, it } from 'vitest'
import { addressState } from '../../scripts/deploy/new-address.ts'
import { AdminApiProblem } from '../../scripts/operator/admin-api.ts'
import type { EdgeAnswer } from '../../scripts/operator/edge-answer.ts'
import type { NetworkProblem } from '../../scripts/operator/network-problem.ts'

const unreachable = (kind: Exclude<NetworkProblem['kind'], 'proxy'>) =>
  new AdminApiProblem('unreachable', '', { network: { kind, code: '', host: 'paperboy.ann.workers.dev', proxy: null } })
const answered = (answer: EdgeAnswer) => new AdminApiProblem('no-paperboy', '', { status: 400, answer })

it.each([
  ['a name that is not found', unreachable('no-such-name'), 'propagating'],
  ['a certificate that is not there yet', unreachable('other'), 'propagating'],
  ['a connection that is reset', unreachable('reset'), 'blocked'],
  ['a connection that times out', unreachable('timed-out'), 'blocked'],
  ['a connection to somewhere that refuses it', unreachable('refused'), 'blocked'],
  ['a certificate of somebody else', unreachable('certificate'), 'blocked'],
  ['1042 or 404 of Cloudflare', answered({ kind: 'not-routed' }), 'propagating'],
  ['530 of a domain', answered({ kind: 'no-origin' }), 'propagating'],
  ['1101 right after a deployment', answered({ kind: 'worker-failed', code: 1101 }), 'propagating'],
  ['a provider’s page', answered({ kind: 'block-page' }), 'blocked'],
  ['a challenge', answered({ kind: 'challenged' }), 'blocked'],
  ['1027', answered({ kind: 'quota-spent' }), 'out-of-quota'],
  ['the secrets of the version before', new AdminApiProblem('other-token', '', { status: 401 }), 'propagating'],
] as const)('%s', (_, problem, state) => {
  expect(addressState(problem)).toBe(state)
})
