/** All findings about a deployed bot, from the facts. Pure. */
import { duration } from '../terminal.ts'
import { channelFindings, feedFindings, quotaFindings } from './bot-findings.ts'
import { cloudflareFindings, isExplained } from './cloudflare-findings.ts'
import type { Facts } from './facts.ts'
import { type Finding, mind, wrong } from './finding.ts'
import { telegramAnswers, telegramFindings } from './telegram-findings.ts'
import { isNetworkTrouble, troubleAdvice } from './trouble.ts'
import { cronFindings, documentFindings, workerFindings } from './worker-findings.ts'

export function findings(facts: Facts): readonly Finding[] {
  const offset = clockOffset(facts.clockOffsets)
  const found = [...clockFindings(facts, offset), ...diagnosed(facts, facts.now + offset), ...networkFindings(facts)]
  return found.map((finding) => ({ ...finding, fix: finding.fix === null ? null : named(finding.fix, facts) }))
}

function diagnosed(facts: Facts, now: number): readonly Finding[] {
  const { report, cloudflare, members, name } = facts
  const own = cloudflareFindings(facts)
  const telegram = telegramFindings(facts, now)
  if ('problem' in report) return [...telegram, ...(isExplained(facts) ? [] : workerFindings(facts)), ...own]
  const isRead = cloudflare.kind === 'read' && cloudflare.current !== null
  const isCronWrong = own.some(({ repair }) => repair?.kind === 'set-crons')
  return [
    ...telegram,
    ...workerFindings(facts),
    ...own,
    ...(isCronWrong ? [] : cronFindings(report.value, now, { name, isSet: isRead })),
    ...(isRead && !cloudflare.namespaceExists ? [] : documentFindings(facts)),
    ...channelFindings(report.value, members),
    ...feedFindings(report.value),
    ...quotaFindings(report.value),
  ]
}

/** Says so if neither Telegram nor the Worker nor Cloudflare can be asked. */
function networkFindings(facts: Facts): readonly Finding[] {
  const { report, cloudflare } = facts
  const isWorkerSilent = 'problem' in report && isNetworkTrouble(report.trouble)
  if (!isWorkerSilent || cloudflare.kind === 'read' || telegramAnswers(facts) !== null) return []
  return [
    wrong(
      'Network: neither Telegram nor the Worker nor Cloudflare’s API can be asked about the bot',
      `Check the network of this machine. ${troubleAdvice({ kind: 'cut-off' })} After npx wrangler login Cloudflare’s API is asked too.`,
    ),
  ]
}

/** Tolerated difference from a server's clock, including latency. */
const SKEW_MS = 2 * 60_000

/** ms; servers minus this machine; 0 if any server agrees with this machine, or none was asked. */
function clockOffset(offsets: readonly number[]): number {
  const [least = 0] = offsets.toSorted((one, other) => Math.abs(one) - Math.abs(other))
  return Math.abs(least) > SKEW_MS ? least : 0
}

/** If the clock is years off, no server answers, because their certificates are not valid at that time. */
function clockFindings({ me, report, clockOffsets }: Facts, offset: number): readonly Finding[] {
  const fix = 'Set the date, time and time zone of this machine, and synchronise them with a time server (NTP).'
  if (offset !== 0)
    return [mind(`Clock: this machine’s is ${duration(Math.abs(offset))} ${offset > 0 ? 'behind' : 'ahead'}`, fix)]
  const isOff =
    clockOffsets.length === 0 && [me, report].some((each) => 'problem' in each && each.trouble.kind === 'clock')
  return isOff ? [mind('Clock: by this machine’s, certificates are not valid now', fix)] : []
}

/** The advice with `--name` in its commands, if this is not the default Worker. */
function named(fix: string, { name, defaultName }: Facts): string {
  if (name === defaultName) return fix
  return fix.replaceAll(/npm run (deploy|doctor|backup)(?: -- (--[a-z-]+))?/gu, (all, command, flag) =>
    flag === '--name' ? all : `npm run ${command} -- --name ${name}${flag === undefined ? '' : ` ${flag}`}`,
  )
}
