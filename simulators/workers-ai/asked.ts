/** Reads what the bot asks of a model out of its messages, as a model would. */
import type { ModelInput } from './published-models.ts'

export interface Asked {
  readonly task: 'headlines' | 'news' | 'article' | 'one text'
  /** Without their numbers. */
  readonly lines: readonly string[]
  /** The bot's code of the language, such as `pt-br`. */
  readonly target: string
  readonly system: string
  readonly user: string
}

/** The languages as requests name them. */
const names: readonly (readonly [RegExp, string])[] = [
  [/English/u, 'en'],
  [/Simplified Chinese/u, 'zh'],
  [/Traditional Chinese/u, 'zh-hant'],
  [/Spanish/u, 'es'],
  [/Portuguese/u, 'pt-br'],
  [/French/u, 'fr'],
  [/German/u, 'de'],
  [/Italian/u, 'it'],
  [/Russian/u, 'ru'],
  [/Ukrainian/u, 'uk'],
  [/Turkish/u, 'tr'],
  [/Arabic(?! script)/u, 'ar'],
  [/Persian/u, 'fa'],
  [/Indonesian/u, 'id'],
  [/Vietnamese/u, 'vi'],
  [/Japanese/u, 'ja'],
  [/Korean/u, 'ko'],
]

export function askedOf({ messages, languages }: ModelInput): Asked {
  const contentOf = (role: string) => messages.find((message) => message.role === role)?.content ?? ''
  const [system, user] = [contentOf('system'), contentOf('user')]
  if (languages !== null) return { task: 'one text', lines: [user], target: languages.target, system, user }
  const [, name = '', block = ''] = /⟦([a-z]+)⟧\n([\s\S]*)\n⟦end of \1⟧/u.exec(user) ?? []
  const task = name === 'news' || name === 'article' ? name : 'headlines'
  const lines = block.split('\n').map((line) => line.replace(/^⟦\d+⟧ /u, ''))
  const [first = ''] = system.split('\n')
  return { task, lines, target: names.find(([pattern]) => pattern.test(first))?.[1] ?? 'en', system, user }
}
