/** The actions of the owners' screen, which only owners may use. */
import { botName } from '../access/bot-name.ts'
import type { CallbackData } from '../callback-data.ts'
import { button } from '../keyboards.ts'
import type { PersonContext } from '../request-context.ts'
import { ownersScreen } from '../screens/owners.ts'

/** Wraps the handler of a button that only owners may use. */
export function forOwners<Data>(handler: (ctx: PersonContext, data: Data) => Promise<void>) {
  return (ctx: PersonContext, data: Data): Promise<void> =>
    ctx.isOwner ? handler(ctx, data) : ctx.answerCallback(ctx.texts.t.text('owners.only'))
}

export async function showOwners(ctx: PersonContext): Promise<void> {
  await ctx.show(ownersScreen(ctx, await ctx.deps.directory.owners()))
}

export async function inviteOwner(ctx: PersonContext): Promise<void> {
  const { deps, person, texts } = ctx
  const code = await deps.directory.invite(person.id, deps.now)
  const name = await botName(deps)
  await ctx.respond(texts.invitation(`https://t.me/${name ?? ''}?start=invite-${code}`))
}

export async function dismissOwner(ctx: PersonContext, { person }: CallbackData<'dismiss'>): Promise<void> {
  const { deps, texts } = ctx
  const found = (await deps.directory.owners()).find((owner) => owner.person === person)
  await deps.directory.dismiss(person)
  const { rows } = ownersScreen(ctx, await deps.directory.owners())
  const undo = button(texts.menu.buttons.undo, { kind: 'readmit', person })
  await ctx.show({ html: texts.dismissed(found?.name || String(person)), rows: [[undo], ...rows] })
}

export async function readmitOwner(ctx: PersonContext, { person }: CallbackData<'readmit'>): Promise<void> {
  const { deps, texts } = ctx
  await deps.directory.readmit(person, ctx.person.id)
  const owners = await deps.directory.owners()
  const found = owners.find((owner) => owner.person === person)
  await ctx.show({ html: texts.readmitted(found?.name || String(person)), rows: ownersScreen(ctx, owners).rows })
}
