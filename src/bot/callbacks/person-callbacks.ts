/** The action of each button that names no channel. */
import type { CallbackData, CallbackKind, ChannelCallbackKind } from '../callback-data.ts'
import { keywords, leaveChannel, showFollowed } from '../commands/keywords.ts'
import { setPersonLanguage } from '../commands/language.ts'
import { button } from '../keyboards.ts'
import type { PersonContext } from '../request-context.ts'
import { homeScreen } from '../screens/home.ts'
import { personLanguageScreen } from '../screens/languages.ts'
import { closeWords, giveReading, wantOf } from '../settings/words.ts'
import { dismissOwner, forOwners, inviteOwner, readmitOwner, showOwners } from './owners.ts'
import { undo } from './undo.ts'

export type PersonCallbackKind = Exclude<CallbackKind, ChannelCallbackKind>

type Callbacks = {
  readonly [Kind in PersonCallbackKind]: (ctx: PersonContext, data: CallbackData<Kind>) => Promise<void>
}

export const personCallbacks: Callbacks = {
  home: async (ctx) => ctx.show(await homeScreen(ctx)),
  cancel: async (ctx) => {
    await closeWords(ctx)
    const { texts, reader, isAllowed } = ctx
    const mine = reader === null ? [] : [[button(texts.menu.buttons.keywords, { kind: 'mine' })]]
    await ctx.show({ html: texts.menu.cancelled, rows: isAllowed ? (await homeScreen(ctx)).rows : mine })
  },
  tongues: (ctx) => ctx.show(personLanguageScreen(ctx)),
  speak: (ctx, { language }) => setPersonLanguage(ctx, language),
  chooser: async (ctx) => {
    await ctx.answerCallback()
    await ctx.respondWithChooser(ctx.texts.t.text('channels.another'), ctx.texts)
  },
  owners: forOwners(showOwners),
  invite: forOwners(inviteOwner),
  dismiss: forOwners(dismissOwner),
  readmit: forOwners(readmitOwner),
  undo,
  want: wantOf,
  words: giveReading,
  mine: keywords,
  followed: showFollowed,
  leave: leaveChannel,
}
