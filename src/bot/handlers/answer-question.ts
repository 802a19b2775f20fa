/** Handles the answer to a question of the bot: a person's next plain message. */
import type { AskedText, Question } from '../../store/people.ts'
import { onChannelWithId } from '../access/own-selection.ts'
import { withoutSecrets } from '../access/sealed-address.ts'
import { add } from '../commands/add.ts'
import { answerFeedSetting } from '../commands/feed.ts'
import { filter, setFilterOf } from '../commands/filter.ts'
import { importMessage } from '../commands/import.ts'
import { why } from '../commands/why.ts'
import type { ChannelContext, PersonContext } from '../request-context.ts'
import { answerCity, changeSetting } from '../settings/change-setting.ts'
import { answerWords } from '../settings/words.ts'

/** The question lapses where its channel is gone. */
export async function answerQuestion(ctx: PersonContext, question: Question): Promise<void> {
  const { deps, person, texts, input } = ctx
  if (question.kind === 'words')
    return withoutSecrets((about: PersonContext) => answerWords(about, question.code, question.want), ctx)
  const answer = (about: ChannelContext) =>
    question.kind === 'city' ? answerCity(about, question.schedule) : answers[question.about](about, question.feed)
  const isSealing = question.kind === 'text' && sealing.has(question.about)
  const handler = isSealing ? answer : (about: ChannelContext) => withoutSecrets(answer, about)
  if (await onChannelWithId(handler, ctx, question.channel, input)) return
  await deps.directory.ask(person.id, null)
  await ctx.respond(texts.t.text(ctx.isAllowed ? 'start.notACommand' : 'readers.notUnderstood'))
}

/** Answers whose handlers seal the passwords in them. */
const sealing: ReadonlySet<AskedText> = new Set(['add', 'import', 'address', 'login', 'header'])

/** @param feed id of the feed that the question is about; null: it is about the channel */
type Answer = (ctx: ChannelContext, feed: number | null) => Promise<void>

/** An answer that does not fit leaves the question open. */
const answers: Readonly<Record<AskedText, Answer>> = {
  add: async (ctx) => {
    await ctx.deps.directory.ask(ctx.person.id, null)
    await add(ctx)
  },
  import: async (ctx) => {
    await ctx.deps.directory.ask(ctx.person.id, null)
    await importMessage(ctx)
  },
  // An answer about the channel may name a feed, as behind the command.
  filter: (ctx, feed) => (feed === null ? filter(ctx) : setFilterOf(ctx, { id: feed }, ctx.input)),
  times: (ctx) => changeSetting(ctx, 'schedule', ctx.input),
  name: (ctx, feed) => answerFeedSetting(ctx, 'name', feed),
  address: (ctx, feed) => answerFeedSetting(ctx, 'address', feed),
  login: (ctx, feed) => answerFeedSetting(ctx, 'login', feed),
  header: (ctx, feed) => answerFeedSetting(ctx, 'header', feed),
  selector: (ctx, feed) => answerFeedSetting(ctx, 'selector', feed),
  quiet: (ctx) => changeSetting(ctx, 'quiet', ctx.input),
  most: (ctx) => changeSetting(ctx, 'most', ctx.input),
  footer: (ctx) => changeSetting(ctx, 'footer', ctx.input),
  template: (ctx) => changeSetting(ctx, 'template', ctx.input),
  why: async (ctx) => {
    await ctx.deps.directory.ask(ctx.person.id, null)
    await why(ctx)
  },
}
