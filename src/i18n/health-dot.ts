/** A feed's state as a coloured dot. */
import type { FeedView } from '../cell/feed-view.ts'

export function healthDot({ failingSince, problem, isUnread }: FeedView): string {
  if (failingSince !== null) return problem?.kind === 'gone' ? '⛔' : '🔴'
  return isUnread ? '⚪️' : '🟢'
}
