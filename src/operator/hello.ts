/** A message to whose bot it is, to see that messages come all the way. */
import * as v from 'valibot'
import { wordsFor } from '../bot/words/languages.ts'
import type { OperatorEdges } from './edges.ts'

export const helloSchema = v.object({ sent: v.number(), refused: v.number() })
export type Hello = Readonly<v.InferOutput<typeof helloSchema>>

export async function sendHello({ call, directory, settings }: OperatorEdges): Promise<Hello> {
  const operators = await directory.operators(settings.ownerIds, null)
  const answers = await Promise.all(
    operators.map(({ person, language }) =>
      call('sendMessage', { chat_id: person, text: wordsFor(language).deployed, parse_mode: 'HTML' }),
    ),
  )
  const sent = answers.filter(({ ok }) => ok).length
  return { sent, refused: answers.length - sent }
}
