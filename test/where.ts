/** Tests that need something which not every machine has. */
import { describe, it } from 'vitest'

/**
 * `describe` and `it` where a requirement is met. Elsewhere they skip, and the title says why; `npm test` repeats each
 * reason once.
 */
export function where(isMet: boolean, why: string) {
  const titled = (title: string) => (isMet ? title : `${title} (skipped: ${why})`)
  return {
    describe: (title: string, body: () => void) => describe.skipIf(!isMet)(titled(title), body),
    it: (title: string, body: () => void | Promise<void>) => it.skipIf(!isMet)(titled(title), body),
  }
}
