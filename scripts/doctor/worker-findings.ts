/** Findings from the Worker's own report, or why there is none. Pure. */

import type { Report } from '../../src/admin/report.ts'
import { heartbeatOf } from '../../src/cycle/cron-distance.ts'
import { secondMs } from '../../src/limits.ts'
import { sourcesOf } from '../deploy/build.ts'
import { duration } from '../terminal.ts'
import type { Facts } from './facts.ts'
import { type Finding, hostOf, mind, well, wrong } from './finding.ts'
import { causeOf, isNetworkTrouble, troubleAdvice } from './trouble.ts'

export function workerFindings({ address, report, build, name, cloudflare }: Facts): readonly Finding[] {
  if (address === null)
    return [
      wrong(
        'Worker: its address is unknown to this machine and to Telegram',
        'Name the address: npm run doctor -- --address https://… Or run npm run doctor where npm run deploy was run, or after npx wrangler login. If the bot was never deployed: npm run deploy',
      ),
    ]
  if ('problem' in report) {
    const host = hostOf(address)
    if (isNetworkTrouble(report.trouble))
      return [
        mind(
          `Worker: this machine does not reach ${host} (${report.problem})`,
          `${troubleAdvice(report.trouble)}${
            host.endsWith('.workers.dev')
              ? ' A domain of your own is often reached where workers.dev is not: npm run deploy -- --domain HOST.'
              : ''
          }${cloudflare.kind === 'logged-out' ? ' After npx wrangler login Cloudflare’s API is asked instead.' : ''}`,
        ),
      ]
    const [what, fix] = causeOf(report.trouble, host, name)
    return [wrong(`Worker (${host}): ${what}`, fix)]
  }
  const { build: deployedBuild, retired, claimed, health } = report.value
  const found: Finding[] = []
  if (retired)
    found.push(
      wrong(
        'Worker: it was shut down by a final backup',
        'Restore the backup where the bot should run, or run npm run deploy -- --take-over here',
      ),
    )
  if (deployedBuild !== null && sourcesOf(deployedBuild) === sourcesOf(build))
    found.push(well(`Worker: up to date (${deployedBuild})`))
  else
    found.push(
      mind(
        `Worker: ${deployedBuild === null ? 'not deployed by npm run deploy' : `runs ${deployedBuild}`}, these sources are ${build}`,
        'npm run deploy updates it; if it is newer than these sources, run npm run upgrade first',
      ),
    )
  if (!claimed)
    found.push(wrong('Owner: nobody has claimed the bot yet', 'npm run deploy shows the link that claims it'))
  if (!retired) for (const problem of health.problems) found.push(wrong(`Worker: ${problem}`))
  return found
}

/** @param isSet whether Cloudflare's API says that the cron is right; false: it was not asked */
export function cronFindings(
  { health: { lastCycle, everySeconds } }: Report,
  now: number,
  { name, isSet }: { readonly name: string; readonly isSet: boolean },
): readonly Finding[] {
  const fix = isSet
    ? `The cron at Cloudflare is right. If no cycle comes, the logs say why: Cloudflare’s dashboard, Workers & Pages, ${name}, Logs (event = cycle-failed)`
    : 'After npx wrangler login, npm run doctor says whether the cron is set, and npm run doctor -- --fix sets it'
  if (lastCycle === null)
    return [
      mind('Cron: no cycle yet', `The first comes within a few minutes of deploying, or up to half an hour. ${fix}`),
    ]
  const age = now - Date.parse(lastCycle)
  return [
    age < heartbeatOf(everySeconds === undefined ? null : everySeconds * secondMs)
      ? well(`Cron: the last cycle was ${duration(Math.max(0, age))} ago`)
      : wrong(`Cron: the last cycle was ${duration(age)} ago`, fix),
  ]
}

export function documentFindings({ documents, cloudflare }: Facts): readonly Finding[] {
  if ('value' in documents) return [well('KV: answers')]
  return [
    wrong(
      `KV: ${documents.problem}`,
      cloudflare.kind === 'read'
        ? 'The namespace exists. A spent quota ends at midnight UTC; the Worker’s logs say more (Cloudflare’s dashboard, Logs)'
        : 'A spent quota ends at midnight UTC; npm run deploy creates a missing namespace',
    ),
  ]
}
