/** Workers AI as the Worker's `env` has it: each call is a subrequest to a service of Cloudflare, uses a connection and may fail. */
import type { Platform } from './platform.ts'

/** What answers in the place of Workers AI. */
export interface AiService {
  run(model: string, input: unknown, options?: unknown): Promise<unknown>
}

export function aiBinding(ai: AiService, { steps, invocations }: Platform): AiService {
  return {
    run: (model, input, options) => {
      invocations.spend('internal')
      return invocations.connect(() => steps.call('run a model', () => ai.run(model, input, options)))
    },
  }
}
