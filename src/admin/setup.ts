/** Sets up the bot at Telegram: webhook, commands, descriptions and rights. Changes only what differs. */
import * as v from 'valibot'
import { commandCalls, type MenuLanguage, menuLanguages, noteOffered, profileCalls } from '../bot/commands-menu.ts'
import { isPrivateHost } from '../feed/http/address.ts'
import type { Refusal, Result } from '../result.ts'
import { parsed, webhookInfoSchema } from '../telegram/answers.ts'
import { allowedUpdates } from '../telegram/updates.ts'
import type { OperatorDeps } from './deps.ts'
import { refusalWords } from './telegram.ts'

export const setupParts = ['webhook', 'commands', 'profile', 'rights'] as const
export type SetupPart = (typeof setupParts)[number]

const stateSchema = v.variant('kind', [
  v.object({ kind: v.picklist(['same', 'changed', 'differs']) }),
  /** Left unchanged: the bot's updates go to another address. */
  v.object({ kind: v.literal('elsewhere'), host: v.string() }),
  /** Left unchanged: the bot is shut down here, as another deployment runs it. */
  v.object({ kind: v.literal('retired') }),
  v.object({ kind: v.literal('refused'), words: v.string() }),
])
export type SetupState = Readonly<v.InferOutput<typeof stateSchema>>

export const setupReportSchema = v.object({
  /** Null: Telegram did not say. */
  bot: v.nullable(v.object({ username: v.string() })),
  parts: v.array(v.object({ part: v.picklist(setupParts), state: stateSchema })),
  /** The code of `/start <code>`, which makes its sender the owner; null: the bot has an owner. */
  claim: v.nullable(v.string()),
  /** `from` of the next request, for the languages that are left; null: none are. Absent: an earlier version does all at once. */
  next: v.optional(v.nullable(v.number()), null),
})
export type SetupReport = Readonly<v.InferOutput<typeof setupReportSchema>>

export interface SetupRequest {
  /** False: only report what would change. */
  readonly apply: boolean
  /** Even if the bot's updates go elsewhere, or another deployment runs the bot. */
  readonly takeOver: boolean
  /** The address of this request. */
  readonly origin: string
  /** The first of the languages whose commands and descriptions are set. */
  readonly from: number
}

/** Only what setup needs: `npm run deploy` runs it without objects if the Worker's address is blocked. */
export interface SetupDeps {
  readonly call: OperatorDeps['call']
  readonly directory: Pick<OperatorDeps['directory'], 'fact' | 'setFact' | 'isOwned'>
  readonly cells: readonly Pick<OperatorDeps['cells'][number], 'isShutDown' | 'setShutDown'>[]
  readonly settings: Pick<
    OperatorDeps['settings'],
    'publicUrl' | 'webhookSecret' | 'secretPrint' | 'claimCode' | 'ownerIds' | 'cells'
  >
}

/** Languages of one request: eight calls each. */
const AT_ONCE = 3

/** Makes up to 33 of the 50 calls that an invocation may make on the Free plan: languages that are left need further requests. */
export async function setUp(deps: SetupDeps, request: SetupRequest): Promise<SetupReport> {
  const { directory, call } = deps
  const me = parsed(v.object({ username: v.string() }), await call('getMe', {}))
  if (!me.ok) {
    const state = refused(me.problem)
    return { bot: null, parts: setupParts.map((part) => ({ part, state })), claim: null, next: null }
  }
  if (request.apply) await directory.setFact('bot-username', me.value.username)
  const webhook = await setWebhook(deps, request)
  // If another deployment runs the bot, nothing is changed.
  const others = webhook.kind === 'elsewhere' || webhook.kind === 'retired' ? webhook : null
  const menus = menuLanguages.slice(request.from, request.from + AT_ONCE)
  const [commands, profile] = [
    others ?? (await setCommands(deps, request, menus)),
    others ?? (await setProfile(deps, request, menus)),
  ]
  const isRefused = commands.kind === 'refused' || profile.kind === 'refused'
  if (request.apply && others === null && !isRefused) await noteOffered(directory, deps.settings.cells, menus)
  const next = request.from + menus.length
  return {
    bot: me.value,
    parts: [
      { part: 'webhook', state: webhook },
      { part: 'commands', state: commands },
      { part: 'profile', state: profile },
      { part: 'rights', state: others ?? (await setRights(deps, request)) },
    ],
    claim: (await isClaimed(deps)) ? null : deps.settings.claimCode,
    next: others !== null || isRefused || next >= menuLanguages.length ? null : next,
  }
}

interface OwnerDeps {
  readonly directory: Pick<OperatorDeps['directory'], 'fact' | 'isOwned'>
  readonly settings: Pick<OperatorDeps['settings'], 'ownerIds' | 'secretPrint'>
}

/** The bot has an owner: named by the operator, or by claiming it. */
export async function isClaimed({ directory, settings }: OwnerDeps): Promise<boolean> {
  return settings.ownerIds.length > 0 || (await directory.isOwned())
}

/** The setup page is closed: an owner has claimed the bot, or the operator named one and the webhook is set. */
export function isLocked(
  { isOwned, secretPrint }: { readonly isOwned: boolean; readonly secretPrint: string | null },
  settings: OwnerDeps['settings'],
): boolean {
  return isOwned || (settings.ownerIds.length > 0 && secretPrint === settings.secretPrint)
}

async function setWebhook({ call, directory, cells, settings }: SetupDeps, request: SetupRequest): Promise<SetupState> {
  const { apply, takeOver, origin } = request
  const base = settings.publicUrl ?? origin
  const url = `${base}/telegram/webhook`
  const isShutDown = (await Promise.all(cells.map((cell) => cell.isShutDown()))).includes(true)
  if (isShutDown && !takeOver) return { kind: 'retired' }
  const info = parsed(webhookInfoSchema, await call('getWebhookInfo', {}))
  if (!info.ok) return refused(info.problem)
  const now = info.value
  if (now.url !== '' && hostOf(now.url) !== hostOf(url) && !takeOver)
    return { kind: 'elsewhere', host: hostOf(now.url) }
  const isSame =
    !isShutDown &&
    now.url === url &&
    sorted(now.allowed_updates) === sorted(allowedUpdates) &&
    // Telegram does not return the secret.
    (await directory.fact('webhook-secret')) === settings.secretPrint &&
    now.last_error_message?.includes('401') !== true
  if (isSame || !apply) return { kind: isSame ? 'same' : 'differs' }
  const answer = await call('setWebhook', {
    url,
    secret_token: settings.webhookSecret,
    allowed_updates: allowedUpdates,
    drop_pending_updates: false,
  })
  if (!answer.ok) return refused(answer.problem)
  await Promise.all(cells.map((cell) => cell.setShutDown(false)))
  await directory.setFact('webhook-secret', settings.secretPrint)
  if (settings.publicUrl === null && !isPrivateHost(new URL(base).hostname)) await directory.setFact('public-url', base)
  return { kind: 'changed' }
}

async function setCommands(
  { call, settings }: SetupDeps,
  request: SetupRequest,
  menus: readonly MenuLanguage[],
): Promise<SetupState> {
  const schema = v.array(v.object({ command: v.string(), description: v.string() }))
  return setMissing(
    request,
    menus.flatMap((menu) =>
      commandCalls(settings.cells, menu).map(({ commands, ...where }) => ({
        isSet: async () => same(parsed(schema, await call('getMyCommands', where)), commands),
        set: () => call('setMyCommands', { commands, ...where }),
      })),
    ),
  )
}

const descriptionSchema = v.object({ description: v.string() })
const shortDescriptionSchema = v.object({ short_description: v.string() })

async function setProfile(
  { call }: SetupDeps,
  request: SetupRequest,
  menus: readonly MenuLanguage[],
): Promise<SetupState> {
  const texts = menus.flatMap((menu) => {
    const { description, ...where } = profileCalls(menu).long
    const { short_description } = profileCalls(menu).short
    return [
      {
        isSet: async () => same(parsed(descriptionSchema, await call('getMyDescription', where)), { description }),
        set: () => call('setMyDescription', { description, ...where }),
      },
      {
        isSet: async () =>
          same(parsed(shortDescriptionSchema, await call('getMyShortDescription', where)), { short_description }),
        set: () => call('setMyShortDescription', { short_description, ...where }),
      },
    ]
  })
  return setMissing(request, texts)
}

/** The rights that Telegram's apps suggest for a new administrator: only to post. */
async function setRights({ call }: SetupDeps, request: SetupRequest): Promise<SetupState> {
  const where = { for_channels: true }
  return setMissing(request, [
    {
      isSet: async () => {
        const held = parsed(v.record(v.string(), v.unknown()), await call('getMyDefaultAdministratorRights', where))
        if (!held.ok) return held
        const names = Object.keys(held.value).filter((name) => held.value[name] === true)
        // Implied by any other right: core.telegram.org/bots/api#chatadministratorrights
        return same({ ok: true, value: names.filter((name) => name !== 'can_manage_chat') }, ['can_post_messages'])
      },
      set: () => call('setMyDefaultAdministratorRights', { rights: { can_post_messages: true }, ...where }),
    },
  ])
}

interface Setting {
  readonly isSet: () => Promise<Result<boolean, Refusal>>
  readonly set: () => Promise<Result<unknown, Refusal>>
}

/** Checks each setting, and changes those that differ. */
async function setMissing({ apply }: SetupRequest, settings: readonly Setting[]): Promise<SetupState> {
  let differs = false
  for (const { isSet, set } of settings) {
    const found = await isSet()
    if (!found.ok) return refused(found.problem)
    if (found.value) continue
    differs = true
    if (!apply) continue
    const made = await set()
    if (!made.ok) return refused(made.problem)
  }
  return { kind: differs ? (apply ? 'changed' : 'differs') : 'same' }
}

function same<Value>(found: Result<Value, Refusal>, expected: Value): Result<boolean, Refusal> {
  return found.ok ? { ok: true, value: JSON.stringify(found.value) === JSON.stringify(expected) } : found
}

function refused(problem: Refusal): SetupState {
  return { kind: 'refused', words: refusalWords(problem) }
}

const sorted = (names: readonly string[]) => names.toSorted().join(' ')
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
