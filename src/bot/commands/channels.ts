/** `/channels` lists a person's channels and offers to add one. */
import { currentOf } from '../access/about-channel.ts'
import type { Handler } from '../request-context.ts'
import { homeScreen } from '../screens/home.ts'

export const channels: Handler = async (ctx) => {
  const { deps, person, texts } = ctx
  const entries = await deps.directory.channelsOf(person.id)
  if (entries.length === 0) return ctx.respondWithChooser(texts.t.text('channels.none'), texts)
  await ctx.show({
    html: texts.channels(entries, currentOf(person, entries)?.id ?? null),
    rows: (await homeScreen(ctx)).rows,
  })
}
