/** The form in which a refused message is sent next: without its buttons, picture or formatting. */
import type { Refusal } from '../result.ts'
import type { Message } from '../store/messages.ts'
import { isButtonRefusal } from '../telegram/refusal.ts'

type Sendable = Pick<Message, 'form' | 'buttons'>

/** @returns `ordinary`: ordinary messages replace the rich one; null: no other form helps, as the refusal is about the chat or the bot */
export function simplerForm({ form, buttons }: Sendable, refusal: Refusal): Sendable | 'ordinary' | null {
  if (!mayHelp(form, refusal)) return null
  if (form === 'rich') return 'ordinary'
  if (buttons.length > 0 && isButtonRefusal(refusal)) return { form, buttons: [] }
  if (form === 'photo') return { form: 'html', buttons }
  return form === 'html' ? { form: 'plain', buttons: [] } : null
}

function mayHelp(form: Message['form'], refusal: Refusal): boolean {
  if (refusal.kind === 'rejected' || refusal.kind === 'bad-text') return true
  // A group may take texts but no pictures. If it takes neither, the text is refused for the same reason.
  return (form === 'photo' || form === 'rich') && refusal.kind === 'locked-out' && refusal.reason === 'no-rights'
}
