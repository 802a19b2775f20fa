/** Which language model a Worker has, by its binding and its variables. */
import { expect, it } from 'vitest'
import { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { readEnvironment } from '../../src/composition/environment.ts'
import { type MachineKind, machineKind, machineOf } from '../../src/composition/machine.ts'

const secrets = { BOT_TOKEN: '1:a', WEBHOOK_SECRET: 'secret' }
const bound = { AI: new SimulatedWorkersAi() }
const root = 'http://127.0.0.1:1'

it.each<[string, object, Readonly<Record<string, string>>, MachineKind]>([
  ['nothing is bound', {}, {}, 'none'],
  ['Workers AI is bound', bound, {}, 'workers-ai'],
  ['a model is named without a binding', {}, { AI_MODEL: '@cf/zai-org/glm-4.7-flash' }, 'none'],
  ['the operator wants no model', bound, { AI_MODEL: 'off' }, 'none'],
  ['a stand-in has an address', {}, { AI_API_ROOT: root }, 'stand-in'],
  ['a stand-in has an address, and the binding answers nothing', bound, { AI_API_ROOT: root }, 'stand-in'],
  ['the operator wants no model, and a stand-in has an address', {}, { AI_MODEL: 'off', AI_API_ROOT: root }, 'none'],
])('if %s, the model is the right one', (_if, bindings, variables, expected) => {
  const environment = readEnvironment({ ...secrets, ...variables })
  expect(machineKind(bindings, environment)).toBe(expected)
  expect(machineOf(bindings, environment) === null).toBe(expected === 'none')
})
