/** Findings from Cloudflare's API: how the Worker differs from what `npm run deploy` would deploy. Pure. */
import { modelNamed, modelNames } from '../../src/machine/models.ts'
import { sourcesOf } from '../deploy/build.ts'
import {
  type Difference,
  differencesOf,
  hasSecret,
  hasUnknownMigration,
  hasWorkersAi,
  isPaperboy,
  requiredSecrets,
  variablesOf,
} from '../deploy/desired-worker.ts'
import type { CloudflareFacts, Facts } from './facts.ts'
import { type Finding, hostOf, mind, type Repair, well, wrong } from './finding.ts'

type Read = Extract<CloudflareFacts, { kind: 'read' }>
type CurrentWorker = NonNullable<Read['current']>

export function cloudflareFindings(facts: Facts): readonly Finding[] {
  const { cloudflare, report, name } = facts
  if (cloudflare.kind === 'logged-out') return []
  if (cloudflare.kind === 'unread') return [mind(`Cloudflare: ${cloudflare.problem}`, cloudflare.advice)]
  const { current, account } = cloudflare
  // A Worker that answers is in an account that this login does not see.
  if (current === null)
    return 'value' in report
      ? []
      : [wrong(`Worker: the account “${account}” has none called “${name}”`, 'npm run deploy puts it there.')]
  if (!isPaperboy(current))
    return [
      wrong(
        `Worker: the one called “${name}” is no Paperboy`,
        'Name the bot’s own: npm run doctor -- --name NAME. Or deploy it beside that one: npm run deploy -- --name another-name',
      ),
    ]
  return compared(facts, cloudflare, current)
}

function compared({ address, report, build }: Facts, cloudflare: Read, current: CurrentWorker): readonly Finding[] {
  const { desired } = cloudflare
  const differences = differencesOf(desired, current)
  const repair: Repair | null = isSameVersion(cloudflare, current, differences, build) ? { kind: 'deploy' } : null
  const puts = repair === null ? 'npm run deploy' : 'npm run doctor -- --fix'
  const found: Finding[] = []
  const others: Difference[] = []
  for (const difference of differences) {
    switch (difference.kind) {
      case 'crons':
        found.push(cron(current.crons, desired.crons))
        break
      case 'secret':
        if (hasSecret(current, difference.name)) others.push(difference)
        else found.push(wrong(`Secret: ${difference.name} is missing, so the Worker fails`, `${puts} sets it.`, repair))
        break
      case 'namespace':
        if (cloudflare.namespaceExists) others.push(difference)
        else found.push(wrong('KV: the Worker’s namespace was deleted', `${puts} ${newNamespace}`, repair))
        break
      case 'workers-dev':
        if (desired.workersDev) found.push(workersDev(hostOf(address ?? '').endsWith('.workers.dev')))
        else others.push(difference)
        break
      case 'domain':
      case 'route':
        found.push(wrong(`Worker: ${difference.words} does not lead to it`, 'npm run deploy sets it up.'))
        break
      case 'build':
        // The Worker's own report takes precedence.
        if ('problem' in report && !isSameSources(current, build)) others.push(difference)
        break
      case 'variable':
      case 'workers-ai':
      case 'migrations':
        others.push(difference)
    }
  }
  if (hasUnknownMigration(desired, current))
    found.push(mind('Worker: what is deployed is newer than these sources', 'npm run upgrade'))
  else if (others.length > 0)
    found.push(mind(`Cloudflare: these differ from here: ${others.map(({ words }) => words).join(', ')}`, deployAdvice))
  const all = well('Cloudflare: secrets, KV namespace, cron and address are as they should be')
  return [...(found.length > 0 ? found : [all]), ...workersAiFindings(desired, current)]
}

/** Nothing, if the operator wants no Workers AI. */
function workersAiFindings({ bindsWorkersAi, variables }: Read['desired'], current: CurrentWorker): readonly Finding[] {
  const name = variables['AI_MODEL'] ?? ''
  const isOff = name === 'off'
  if (!bindsWorkersAi)
    return name === '' || isOff
      ? []
      : [
          mind(
            `Workers AI: AI_MODEL names ${name}, and nothing is bound`,
            `Uncomment [ai] in wrangler.toml. ${deploys}`,
          ),
        ]
  if (isOff)
    return [mind('Workers AI: it is bound, and AI_MODEL = "off"', `Remove one of them from wrangler.toml. ${deploys}`)]
  if (name !== '' && !modelNames.includes(name))
    return [
      mind(
        `Workers AI: ${name} is not among the known models, so it counts at the highest price`,
        'docs/operators.md, “Workers AI”, has them.',
      ),
    ]
  return hasWorkersAi(current) ? [well(`Workers AI: bound, with ${modelNamed(name).name}`)] : []
}

const deploys = 'Then npm run deploy.'

const newNamespace = 'creates a new one. Short links in old posts no longer open; nothing is sent again.'
const deployAdvice =
  'npm run deploy applies wrangler.toml and the environment of this machine; npm run deploy -- --dry-run only shows it.'

function cron(current: readonly string[], crons: readonly string[]): Finding {
  const what =
    current.length === 0
      ? 'Cron: Cloudflare has none for the Worker, so nothing is read or sent'
      : `Cron: Cloudflare has ${current.join(', ')} for the Worker, and it should be ${crons.join(', ')}`
  return wrong(what, 'npm run doctor -- --fix sets it.', { kind: 'set-crons', crons })
}

/** A bot with its own domain may have it switched off on purpose. */
function workersDev(isItsAddress: boolean): Finding {
  const what = 'Worker: workers.dev is switched off for it'
  const fix = 'npm run doctor -- --fix switches it on.'
  const repair = { kind: 'enable-workers-dev' } as const
  return isItsAddress
    ? wrong(`${what}, so its address leads nowhere`, fix, repair)
    : mind(what, `${fix} Or set workers_dev = false in wrangler.toml.`, repair)
}

function isSameSources(current: CurrentWorker, build: string): boolean {
  return sourcesOf(variablesOf(current).get('BUILD') ?? '') === sourcesOf(build)
}

/** Whether deploying again only restores what is missing. */
function isSameVersion(
  { isOwn, namespaceExists }: Read,
  current: CurrentWorker,
  differences: readonly Difference[],
  build: string,
): boolean {
  const isMissing = (difference: Difference) => {
    if (difference.kind === 'secret') return !hasSecret(current, difference.name)
    if (difference.kind === 'namespace') return !namespaceExists
    return ['build', 'crons', 'workers-dev'].includes(difference.kind)
  }
  return isOwn && isSameSources(current, build) && differences.every(isMissing)
}

/** Whether Cloudflare's API explains why the Worker does not answer, so that it is reported once. */
export function isExplained({ cloudflare, report }: Facts): boolean {
  if (cloudflare.kind !== 'read' || 'value' in report) return false
  const { current, desired } = cloudflare
  switch (report.trouble.kind) {
    case 'not-routed':
    case 'no-origin':
    case 'no-such-name':
      return (
        current === null ||
        (desired.workersDev && !current.workersDev) ||
        desired.domains.some((host) => !current.domains.includes(host))
      )
    case 'refused':
      return current !== null && requiredSecrets.some((name) => !hasSecret(current, name))
    default:
      return false
  }
}
