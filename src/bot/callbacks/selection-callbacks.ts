/** The buttons that act on a reader's own selection. All others are refused there. */
import type { CallbackData, CallbackKind, ChannelCallbackKind } from '../callback-data.ts'
import { stopReading } from '../commands/keywords.ts'
import type { ChannelContext } from '../request-context.ts'
import { showScreen } from '../screens/screens.ts'
import { channelCallbacks } from './channel-callbacks.ts'

const { set, ask, zone, pause, resume, preview, answer } = channelCallbacks

type Callbacks = {
  readonly [Kind in ChannelCallbackKind]?: (ctx: ChannelContext, data: CallbackData<Kind>) => Promise<void>
}

export const selectionCallbacks: Callbacks = {
  set,
  ask,
  zone,
  pause,
  resume,
  preview,
  answer,
  go: (ctx, { screen }) => showScreen(ctx, screen),
  forget: stopReading,
}

/** The buttons without a channel that people who may not use the bot can press. */
export const readerCallbackKinds: ReadonlySet<CallbackKind> = new Set([
  'want',
  'words',
  'mine',
  'followed',
  'leave',
  'cancel',
  'undo',
])
