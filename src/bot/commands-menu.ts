/** What Telegram's apps show of the bot in each language: its commands, and its descriptions. */
import * as v from 'valibot'
import type { CommandName } from '../i18n/catalogue.ts'
import { textsFor } from '../i18n/texts.ts'
import { type Language, languages } from '../language.ts'
import { longHash } from '../story/hash.ts'
import type { MethodParameters } from '../telegram/methods.ts'
import { commandNames } from './commands/commands.ts'
import type { BotDeps } from './request-context.ts'

/** A language as Telegram's methods name it. */
export interface MenuLanguage {
  /** Two letters; empty: for people with any other language. */
  readonly code: string
  readonly language: Language
}

/** Telegram takes two-letter codes, so that readers of Traditional Chinese see the Simplified texts: core.telegram.org/bots/api#setmycommands */
export const menuLanguages: readonly MenuLanguage[] = languages
  .filter((language) => language !== 'zh-hant')
  .map((language) => ({ code: language === 'en' ? '' : language.slice(0, 2), language }))

type CommandList = MethodParameters<'setMyCommands'>

/** The parameters of each call of setMyCommands for a language. */
export function commandCalls(cells: number, { code, language }: MenuLanguage): readonly CommandList[] {
  const scopes: readonly (readonly [scope: NonNullable<CommandList['scope']>, names: readonly CommandName[]])[] = [
    [{ type: 'all_private_chats' }, commandNames.filter((name) => name !== 'move' || cells > 1)],
    [{ type: 'all_chat_administrators' }, ['start', 'help']],
  ]
  return scopes.map(([scope, names]) => ({
    commands: names.map((command) => ({ command, description: textsFor(language).commands[command].does })),
    scope,
    ...where({ code }),
  }))
}

/** The parameters of setMyDescription and setMyShortDescription for a language. */
export function profileCalls({ code, language }: MenuLanguage) {
  const { short, long } = textsFor(language).profile
  return { long: { description: long, ...where({ code }) }, short: { short_description: short, ...where({ code }) } }
}

function where({ code }: Pick<MenuLanguage, 'code'>): { readonly language_code?: string } {
  return code === '' ? {} : { language_code: code }
}

const offeredSchema = v.record(v.string(), v.string())
type Facts = Pick<BotDeps['directory'], 'fact' | 'setFact'>

/** Hashes of the texts that Telegram has, by code. */
async function offered(directory: Facts): Promise<Readonly<Record<string, string>>> {
  const text = await directory.fact('menu-languages')
  if (text === null) return {}
  const found = v.safeParse(v.pipe(v.string(), v.parseJson(), offeredSchema), text)
  return found.success ? found.output : {}
}

function hashOf(cells: number, menu: MenuLanguage): string {
  return longHash(JSON.stringify([commandCalls(cells, menu), profileCalls(menu)]))
}

/** Remembers that Telegram has the texts of these languages. */
export async function noteOffered(directory: Facts, cells: number, menus: readonly MenuLanguage[]): Promise<void> {
  if (menus.length === 0) return
  const hashes = menus.map((menu) => [menu.code, hashOf(cells, menu)] as const)
  await directory.setFact(
    'menu-languages',
    JSON.stringify({ ...(await offered(directory)), ...Object.fromEntries(hashes) }),
  )
}

/** Languages of one `/start`: four calls each, of the 50 that an invocation may make on the Free plan. */
const AT_ONCE = 5

/** Sets the texts of languages for which Telegram has others, the person's own first. After a refusal the next `/start` tries again. */
export async function offerCommands({ directory, call, settings }: BotDeps, own: Language): Promise<void> {
  const { cells } = settings
  const known = await offered(directory)
  const missing = menuLanguages.filter((menu) => known[menu.code] !== hashOf(cells, menu))
  const first = missing.toSorted((one, other) => Number(other.language === own) - Number(one.language === own))
  const done: MenuLanguage[] = []
  for (const menu of first.slice(0, AT_ONCE)) {
    const { long, short } = profileCalls(menu)
    const answers = [
      ...commandCalls(cells, menu).map((each) => () => call('setMyCommands', each)),
      () => call('setMyDescription', long),
      () => call('setMyShortDescription', short),
    ]
    let isSet = true
    for (const answer of answers) isSet &&= (await answer()).ok
    if (!isSet) break
    done.push(menu)
  }
  await noteOffered(directory, cells, done)
}
