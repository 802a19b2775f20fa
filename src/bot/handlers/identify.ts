/** Middleware that finds out who sent an update. */
import { Composer, type MiddlewareFn } from 'telegraf'
import { languageOf } from '../../i18n/languages.ts'
import { textsFor } from '../../i18n/texts.ts'
import { readReaderStart } from '../../links/reader-link.ts'
import type { User } from '../../telegram/answers.ts'
import { readCommand } from '../../telegram/command-text.ts'
import { isOwner as ownsBot } from '../access/owners.ts'
import type { BotContext, BotDeps, Identity, PersonContext } from '../request-context.ts'

/** Runs middleware for the person who sent the update. Updates of bots, and those of no chat, end here. */
export function identified(...middleware: readonly MiddlewareFn<PersonContext>[]): MiddlewareFn<BotContext> {
  const handler = Composer.compose(middleware)
  return async (ctx, next) => {
    const { message, callback_query } = ctx.incoming
    const from = message?.from ?? callback_query?.from
    const origin = ctx.source?.chat
    if (from === undefined || from.is_bot || origin === undefined) return
    // Nothing is kept of people who only open a link for readers.
    const command = readCommand(message?.text ?? '')
    const keeps = command?.name !== 'start' || readReaderStart(command.input) === null
    await handler(Object.assign(ctx, { ...(await identityOf(ctx.deps, from, keeps)), origin }), next)
  }
}

/** @param keeps false: a person whom the bot does not know stays unknown */
export async function identityOf(deps: BotDeps, from: User, keeps = true): Promise<Omit<Identity, 'origin'>> {
  const { directory, settings } = deps
  const isKept = keeps && (settings.publicBot || settings.ownerIds.includes(from.id))
  const met = { language: languageOf(from.language_code), name: from.first_name ?? '' }
  const { person, owners, reader } = await directory.meet(from.id, met, isKept)
  const isOwner = ownsBot(settings, owners, person.id)
  return { person, texts: textsFor(person.language), isOwner, isAllowed: isOwner || settings.publicBot, reader }
}
