/** Sends the operators a message, to check that messages arrive. */
import * as v from 'valibot'
import { translatorFor } from '../i18n/translator.ts'
import type { OperatorDeps } from './deps.ts'

export const helloSchema = v.object({ sent: v.number(), refused: v.number() })
export type Hello = Readonly<v.InferOutput<typeof helloSchema>>

export async function sendHello({ call, directory, settings }: OperatorDeps): Promise<Hello> {
  const operators = await directory.operators(settings.ownerIds, null)
  const answers = []
  // One at a time: in parallel, calls that queue for a connection would use up their time-out.
  for (const { person, language } of operators)
    answers.push(
      await call('sendMessage', {
        chat_id: person,
        text: translatorFor(language).text('start.deployed'),
        parse_mode: 'HTML',
      }),
    )
  const sent = answers.filter(({ ok }) => ok).length
  return { sent, refused: answers.length - sent }
}
