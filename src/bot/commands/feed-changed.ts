/** Shows what became of a change of a feed's address or credentials, with a button to undo it. */
import type { FeedChanged } from '../../cell/channel-api.ts'
import { limits } from '../../limits.ts'
import { button, screenButton } from '../keyboards.ts'
import type { ChannelContext } from '../request-context.ts'

export async function showFeedChanged(ctx: ChannelContext, changed: FeedChanged): Promise<void> {
  const { deps, person, texts, entry } = ctx
  const { buttons } = texts.menu
  switch (changed.kind) {
    case 'changed': {
      const { feed, before, isLoggedOut } = changed
      const state = await deps.directory.remember(person.id, {
        kind: 'feed',
        channel: entry.id,
        feed: feed.id,
        ...before,
      })
      const undo = button(buttons.undo, { kind: 'undo', state })
      return ctx.show({
        html: texts.feedChanged(feed, isLoggedOut),
        rows: [[undo, screenButton(buttons.change, 'feed', entry.id, feed.id)]],
      })
    }
    case 'same':
      return ctx.respond(texts.menu.cancelled)
    case 'already':
      return ctx.respond(texts.already(changed.feed, entry.title))
    case 'no-such-feed':
      return ctx.respond(texts.t.text('start.staleButton'))
    case 'too-many-headers':
      return ctx.respond(texts.tooManyHeaders(limits.access.headers))
    case 'later':
      return ctx.respond(texts.t.text('feeds.changeLater'))
    case 'choose':
      return ctx.respond(texts.chooseAddress(changed.feeds))
    case 'failed':
      return ctx.respond(texts.feedNotChanged(changed.problem))
  }
}
