/** "Less like this": from a headline to a term that hides it and its like. */
import { parseFilter } from '../../filter/query.ts'
import { answerFilterSet } from '../commands/filter.ts'
import { button, type Press } from '../keyboards.ts'
import type { ChannelTurn } from '../request-context.ts'
import { backToChannel } from '../screens/channel.ts'

type LessPress = Extract<Press, { readonly kind: 'less' | 'lessof' | 'exclude' }>

export async function less(turn: ChannelTurn, pressed: LessPress): Promise<void> {
  const { deps, person, words, entry, channel, show } = turn
  const { id, title } = entry
  switch (pressed.kind) {
    case 'less': {
      const recent = await channel.recentHeadlines()
      if (recent.length === 0) return show({ html: words.lessNone(title), rows: backToChannel(words, id) })
      const rows = recent.map((headline) => [
        button(headline.title || words.untitled, { kind: 'lessof', code: headline.code, channel: id }),
      ])
      return show({ html: words.lessWhich(title), rows: [...rows, ...backToChannel(words, id)] })
    }
    case 'lessof': {
      const found = await channel.lessLike(pressed.code)
      if (found === null) return show({ html: words.staleButton, rows: backToChannel(words, id) })
      const terms = found.proposals.map(({ term }) => term)
      const memo = await deps.directory.remember(person.id, { kind: 'terms', terms })
      const rows = found.proposals.map(({ term, hides }, index) => [
        button(words.lessHides(term, hides), { kind: 'exclude', memo, index, channel: id }),
      ])
      return show({
        html: words.lessOf(found),
        rows: [...rows, [button(words.menu.buttons.back, { kind: 'less', channel: id })]],
      })
    }
    case 'exclude': {
      const memo = await deps.directory.recall(pressed.memo, person.id)
      const term = memo?.kind === 'terms' ? memo.terms[pressed.index] : undefined
      if (term === undefined || !parseFilter(`-${term}`).ok)
        return show({ html: words.offerGone, rows: backToChannel(words, id) })
      return answerFilterSet(turn, await channel.exclude(term))
    }
  }
}
