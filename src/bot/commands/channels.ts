/** `/channels` lists a person's channels and offers to add one. */
import type { Handler } from '../request-context.ts'
import { homeScreen } from '../screens/home.ts'

export const channels: Handler = async (ctx) => {
  const { deps, person, texts } = ctx
  const own = await deps.directory.channelsOf(person.id)
  if (own.length === 0) return ctx.respondWithChooser(texts.noChannels, texts)
  const current = own.find(({ id }) => id === person.current) ?? (own.length === 1 ? own[0] : undefined)
  await ctx.show({ html: texts.channels(own, current?.id ?? null), rows: (await homeScreen(ctx)).rows })
}
