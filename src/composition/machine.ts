/** The language model that the operator has bound; without the binding, nothing is translated or summed up. */

import { modelNamed } from '../machine/models.ts'
import type { TextModel } from '../machine/text-model.ts'
import { type AiBinding, workersAi } from '../machine/workers-ai.ts'

export interface MachineBindings {
  /** Optional: Workers AI. */
  readonly AI?: AiBinding
}

/** @param name `AI_MODEL`; empty: the default */
export function machineOf({ AI }: MachineBindings, name: string): TextModel | null {
  return AI === undefined ? null : workersAi(AI, modelNamed(name))
}
