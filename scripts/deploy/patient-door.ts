/** A door that is asked again while the Worker's address is young. */
import { type Door, DoorProblem } from '../operator/door-client.ts'
import { addressState } from './address-state.ts'
import type { DeployDeps } from './edges.ts'

/** ms; names, certificates and routes of a new address become known one by one. */
const PATIENCE_MS = 5 * 60_000
const AGAIN_MS = 2000

/** One good answer does not mean that every location knows the address. */
export function patientDoor(door: Door, { now, sleep }: Pick<DeployDeps, 'now' | 'sleep'>): Door {
  async function patiently<Value>(ask: () => Promise<Value>): Promise<Value> {
    const until = now() + PATIENCE_MS
    for (;;) {
      try {
        return await ask()
      } catch (problem) {
        const isYoung =
          problem instanceof DoorProblem && problem.kind === 'no-paperboy' && addressState(problem) === 'young'
        if (!isYoung || now() > until) throw problem
        await sleep(AGAIN_MS)
      }
    }
  }
  return {
    text: (path, ask) => patiently(() => door.text(path, ask)),
    json: (path, schema, ask) => patiently(() => door.json(path, schema, ask)),
    report: () => patiently(() => door.report()),
    setUp: (wish) => patiently(() => door.setUp(wish)),
    telegram: () => patiently(() => door.telegram()),
    hello: () => patiently(() => door.hello()),
  }
}
