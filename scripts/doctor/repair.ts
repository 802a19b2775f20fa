/** `npm run doctor -- --fix`: the repairs that are safe. */
import { retryingAdminApi } from '../deploy/new-address.ts'
import { setUpTelegram } from '../deploy/telegram-setup.ts'
import { operatorProblemOf } from '../operator/problem.ts'
import { noPrompts } from '../operator/prompts.ts'
import { paint } from '../terminal.ts'
import { type DoctorDeps, type Examined, type ExamineOptions, examine } from './examine.ts'
import type { Repair } from './finding.ts'

/** Does the repairs of the findings, each kind once, and examines again after them. */
export async function examineAndRepair(deps: DoctorDeps, options: ExamineOptions): Promise<Examined> {
  const done = new Set<Repair['kind']>()
  let examined = await examine(deps, options)
  for (;;) {
    const repairs = inOrder(examined.findings.flatMap(({ repair }) => repair ?? [])).filter(
      ({ kind }) => !done.has(kind),
    )
    if (repairs.length === 0) return examined
    for (const repair of repairs) {
      done.add(repair.kind)
      await tryRepair(deps, options.name, examined, repair)
    }
    // So that a typed token is not asked for again.
    const environment = { ...deps.environment, BOT_TOKEN: examined.deployed.token }
    examined = await examine({ ...deps, environment }, options)
  }
}

/** Reports a failure; the next examination finds what is left. */
async function tryRepair(deps: DoctorDeps, name: string, examined: Examined, repair: Repair): Promise<void> {
  try {
    await repairOne(deps, name, examined, repair)
  } catch (problem) {
    const known = operatorProblemOf(problem)
    if (known === null) throw problem
    deps.terminal.say(`  ${known.message}\n  ${paint('dim', `→ ${known.advice}`)}`)
  }
}

const order: readonly Repair['kind'][] = ['set-crons', 'enable-workers-dev', 'set-webhook']

/** Each kind once; a deployment includes the others. */
function inOrder(repairs: readonly Repair[]): readonly Repair[] {
  const deploys = repairs.find(({ kind }) => kind === 'deploy')
  if (deploys !== undefined) return [deploys]
  return order.flatMap((kind) => repairs.find((repair) => repair.kind === kind) ?? [])
}

async function repairOne(deps: DoctorDeps, name: string, { deployed, view }: Examined, repair: Repair): Promise<void> {
  const { terminal } = deps
  const unattended = { ...deps, prompts: noPrompts }
  const adminApi =
    deployed.address === null ? null : retryingAdminApi(deps.adminApi(deployed.address, deployed.token), deps)
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
      if (adminApi !== null) await terminal.step('The Worker answers at its address', () => adminApi.report())
      return
    case 'set-webhook':
      // Without prompts nothing is taken over.
      if (adminApi !== null)
        await setUpTelegram(unattended, (request) => adminApi.setUp(request), { dryRun: false, takeOver: false }, [])
  }
}
