/** `npm run doctor -- --fix`: does what is safe to do by itself, one repair after the other. */
import { patientDoor } from '../deploy/patient-door.ts'
import { setUpTelegram } from '../deploy/telegram-side.ts'
import { nobody } from '../operator/ask.ts'
import { operatorProblemOf } from '../operator/problem.ts'
import { paint } from '../terminal.ts'
import type { DoctorDeps } from './deps.ts'
import { type Examined, examine, type Question } from './examine.ts'
import type { Repair } from './finding.ts'

/** Does the repairs that the findings name, each kind once, and looks again after them. */
export async function examineAndRepair(deps: DoctorDeps, question: Question): Promise<Examined> {
  const done = new Set<Repair['kind']>()
  let examined = await examine(deps, question)
  for (;;) {
    const repairs = inOrder(examined.findings.flatMap(({ repair }) => repair ?? [])).filter(
      ({ kind }) => !done.has(kind),
    )
    if (repairs.length === 0) return examined
    for (const repair of repairs) {
      done.add(repair.kind)
      await tryRepair(deps, question.name, examined, repair)
    }
    // A token that was typed is not asked for again.
    const environment = { ...deps.environment, BOT_TOKEN: examined.deployed.token }
    examined = await examine({ ...deps, environment }, question)
  }
}

/** What fails is told, and the examination afterwards says what is left. */
async function tryRepair(deps: DoctorDeps, name: string, examined: Examined, repair: Repair): Promise<void> {
  try {
    await repairOne(deps, name, examined, repair)
  } catch (problem) {
    const told = operatorProblemOf(problem)
    if (told === null) throw problem
    deps.terminal.say(`  ${told.message}\n  ${paint('dim', `→ ${told.advice}`)}`)
  }
}

const order: readonly Repair['kind'][] = ['set-crons', 'enable-workers-dev', 'set-webhook']

/** Each once; a deployment does the others as well. */
function inOrder(repairs: readonly Repair[]): readonly Repair[] {
  const deploys = repairs.find(({ kind }) => kind === 'deploy')
  if (deploys !== undefined) return [deploys]
  return order.flatMap((kind) => repairs.find((repair) => repair.kind === kind) ?? [])
}

async function repairOne(deps: DoctorDeps, name: string, { deployed, view }: Examined, repair: Repair): Promise<void> {
  const { terminal } = deps
  const door = deployed.address === null ? null : patientDoor(deps.door(deployed.address, deployed.token), deps)
  switch (repair.kind) {
    case 'deploy':
      return deps.deploy(name, deployed.token)
    case 'set-crons':
      if (view.kind !== 'read') return
      await terminal.step(`The cron is set: ${repair.crons.join(', ')}`, () =>
        view.cloudflare.setCrons(view.account.id, name, repair.crons),
      )
      return
    case 'enable-workers-dev':
      if (view.kind !== 'read') return
      await terminal.step('workers.dev is switched on', () => view.cloudflare.enableWorkersDev(view.account.id, name))
      // It becomes known within minutes.
      if (door !== null) await terminal.step('The Worker answers at its address', () => door.report())
      return
    case 'set-webhook':
      // With nobody to ask, nothing is taken over.
      if (door !== null)
        await setUpTelegram(
          { ...deps, asker: nobody },
          (wish) => door.setUp(wish),
          { dryRun: false, takeOver: false },
          [],
        )
  }
}
