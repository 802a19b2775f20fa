/** The commands of people who may not use the bot but read channels: they act on the person's own selection, and on nothing else. */
import { onOwnSelection } from '../access/own-selection.ts'
import { withoutSecrets } from '../access/sealed-address.ts'
import type { ChannelContext, ChannelHandler, Handler } from '../request-context.ts'
import { showScreen } from '../screens/screens.ts'
import { changeSetting } from '../settings/change-setting.ts'
import { languageNamed } from '../settings/language-named.ts'
import { digest } from './digest.ts'
import { keywords, stop, stopReading, words } from './keywords.ts'
import { pause } from './pause.ts'
import { preview } from './preview.ts'
import { resume } from './resume.ts'
import { why } from './why.ts'

/** @param without runs for a person who follows no channel yet */
function own(handler: ChannelHandler, without: Handler = keywords): Handler {
  const runs: ChannelHandler = (ctx) => withoutSecrets(handler, ctx)
  return async (ctx) => {
    if (!(await onOwnSelection(runs, ctx, ctx.input))) await without(ctx)
  }
}

const help: Handler = (ctx) => ctx.respond(ctx.texts.t.text('readers.help'))

async function language(ctx: ChannelContext): Promise<void> {
  const named = languageNamed(ctx.input)
  await (named === null ? showScreen(ctx, 'language') : changeSetting(ctx, 'language', named))
}

export const readerCommands: ReadonlyMap<string, Handler> = new Map([
  ['start', keywords],
  ['help', help],
  ['keywords', keywords],
  ['filter', own(words)],
  ['digest', own(digest)],
  ['why', own(why)],
  ['preview', own(preview)],
  ['pause', own(pause)],
  ['resume', own(resume)],
  ['language', own(language)],
  ['stop', own(stop, stopReading)],
])
