/** The language model that the operator has bound; without the binding, nothing is translated or summed up. */
import { modelNamed } from '../machine/models.ts'
import { restBinding } from '../machine/rest-binding.ts'
import type { TextModel } from '../machine/text-model.ts'
import { type AiBinding, workersAi } from '../machine/workers-ai.ts'
import type { Environment } from './environment.ts'

export interface MachineBindings {
  /** Optional: Workers AI. */
  readonly AI?: AiBinding
}

type MachineSettings = Pick<Environment, 'AI_MODEL' | 'AI_API_ROOT'>

/** `AI_MODEL` of an operator who wants no model. */
const NO_MODEL = 'off'

/** `stand-in`: what answers only marks texts. */
export type MachineKind = 'none' | 'workers-ai' | 'stand-in'

export function machineKind({ AI }: MachineBindings, { AI_MODEL, AI_API_ROOT }: MachineSettings): MachineKind {
  if (AI_MODEL === NO_MODEL) return 'none'
  // Before the binding, which answers nothing on a developer's machine.
  if (AI_API_ROOT !== null) return 'stand-in'
  return AI === undefined ? 'none' : 'workers-ai'
}

export function machineOf(bindings: MachineBindings, settings: MachineSettings): TextModel | null {
  const { AI_MODEL, AI_API_ROOT } = settings
  if (machineKind(bindings, settings) === 'none') return null
  const binding = AI_API_ROOT === null ? bindings.AI : standIn(AI_API_ROOT)
  return binding === undefined ? null : workersAi(binding, modelNamed(AI_MODEL))
}

function standIn(root: string): AiBinding {
  return restBinding({ root, account: 'local', headers: { authorization: 'Bearer stand-in' } }, fetch)
}
