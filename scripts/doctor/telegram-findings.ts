/** Findings from Telegram: the token and the webhook. Pure. */
import { allowedUpdates } from '../../src/telegram/updates.ts'
import type { Me, WebhookInfo } from '../bot-api.ts'
import { duration } from '../terminal.ts'
import type { Answer, Facts } from './facts.ts'
import { type Finding, hostOf, mind, type Repair, well, wrong } from './finding.ts'
import { causeOf, isTransient, troubleAdvice, troubleOfWebhook } from './trouble.ts'

/** Older errors of the webhook do not count. */
const RECENT_MS = 60 * 60_000
/** Fewer pending updates are normal. */
const MANY_PENDING = 20

export interface TelegramAnswers {
  readonly by: 'this machine' | 'the Worker'
  readonly me: Answer<Me>
  readonly webhook: Answer<WebhookInfo>
}

/** Telegram's answers to this machine, or to the Worker if this machine does not reach Telegram; null if neither does. */
export function telegramAnswers({ me, webhook, workerTelegram }: Facts): TelegramAnswers | null {
  if ('value' in me || !isTransient(me.trouble)) return { by: 'this machine', me, webhook }
  if ('problem' in workerTelegram) return null
  const asked = workerTelegram.value
  return { by: 'the Worker', me: askedByWorker(asked.me), webhook: askedByWorker(asked.webhook) }
}

function askedByWorker<Value>(
  answer: { readonly value: Value } | { readonly problem: string; readonly isPassing: boolean },
): Answer<Value> {
  if ('value' in answer) return answer
  const trouble = answer.isPassing ? ({ kind: 'cut-off' } as const) : ({ kind: 'refused', reason: '' } as const)
  return { problem: answer.problem, trouble }
}

export function telegramFindings(facts: Facts, now: number): readonly Finding[] {
  const { me } = facts
  const word = telegramAnswers(facts)
  const way =
    'value' in me || !isTransient(me.trouble)
      ? []
      : [mind(`Telegram: this machine cannot ask it (${me.problem})`, troubleAdvice(me.trouble))]
  if (word === null) return way
  return [...way, token(word), ...webhookFindings(facts, word, now)]
}

function token({ me, by }: TelegramAnswers): Finding {
  if ('value' in me)
    return well(`Token: Telegram knows @${me.value.username}${by === 'the Worker' ? ', says the Worker' : ''}`)
  if (isTransient(me.trouble))
    return mind(`Token: Telegram did not answer (${me.problem})`, 'Run npm run doctor again in a minute.')
  return wrong(
    `Token: ${me.problem}`,
    'Telegram does not know it. If it was renewed at @BotFather (/mybots, the bot, “API Token”): BOT_TOKEN=… npm run deploy',
  )
}

function webhookFindings(facts: Facts, { webhook: answer }: TelegramAnswers, now: number): readonly Finding[] {
  if ('problem' in answer)
    return [
      (isTransient(answer.trouble) ? mind : wrong)(
        `Webhook: ${answer.problem}`,
        'Run npm run doctor again in a minute.',
      ),
    ]
  const { address, report } = facts
  const { url, allowed_updates: allowed, ...info } = answer.value
  const isRetired = 'value' in report && report.value.retired
  if (url === '' && isRetired) return []
  const repair = 'value' in report && !isRetired ? ({ kind: 'set-webhook' } as const) : null
  const setsIt = `${repair === null ? 'npm run deploy' : 'npm run doctor -- --fix'} sets it.`
  if (url === '') return [wrong('Webhook: none is set, so no messages arrive', setsIt, repair)]
  if (address !== null && hostOf(url) !== hostOf(address)) return [elsewhere(url)]
  if (address !== null && url !== `${address}/telegram/webhook`)
    return [wrong(`Webhook: updates go to another path of ${hostOf(url)}`, setsIt, repair)]
  const found: Finding[] = []
  if (allowed.toSorted().join() !== allowedUpdates.toSorted().join())
    found.push(wrong('Webhook: not all kinds of updates are requested', setsIt, repair))
  const { last_error_message: error, last_error_date: at = 0, pending_update_count: pending } = info
  const age = now - at * 1000
  if (error !== undefined && age < RECENT_MS) found.push(webhookError(error, age, { ...facts, url, repair }))
  if (pending > MANY_PENDING)
    found.push(
      mind(`Webhook: ${pending} updates wait`, 'They arrive by themselves once Telegram’s last error is fixed.'),
    )
  return found.length > 0 ? found : [well(`Webhook: ${hostOf(url)}, ${pending} updates waiting`)]
}

/** Not for `--fix`: only the operator knows which one should run. */
function elsewhere(url: string): Finding {
  const host = hostOf(url)
  return url.endsWith('/telegram/webhook')
    ? wrong(
        `Webhook: updates go to ${host}, another Paperboy or an older address of this one`,
        'A Paperboy there keeps sending until it is shut down or deleted. Then: npm run deploy -- --take-over',
      )
    : wrong(
        `Webhook: updates go to ${host}, which belongs to another tool`,
        'Stop that tool, or give it another bot: it would take this one back. Then: npm run deploy -- --take-over',
      )
}

function webhookError(
  error: string,
  age: number,
  { url, name, repair }: { readonly url: string; readonly name: string; readonly repair: Repair | null },
): Finding {
  const trouble = troubleOfWebhook(error)
  const [what, fix] = causeOf(trouble, hostOf(url), name)
  const words = `Webhook: ${duration(age)} ago Telegram got “${error}”: ${what}`
  if (trouble.kind !== 'other-secret' || repair === null) return wrong(words, fix)
  return wrong(words, 'npm run doctor -- --fix sets the Worker’s secret at Telegram.', repair)
}
