/** Every example of /help is understood by the bot, in every language. */
import { describe, expect, it } from 'vitest'
import { commandNames } from '../../src/bot/commands/commands.ts'
import { languageNamed } from '../../src/bot/settings/language-named.ts'
import { settings } from '../../src/bot/settings/settings.ts'
import { parseSchedule } from '../../src/digest/schedule/schedule.ts'
import { parseTimezone } from '../../src/digest/timezone.ts'
import { parseFilter } from '../../src/filter/query/query.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import { typedWord } from '../../src/i18n/typed-words.ts'
import { languages } from '../../src/language.ts'
import { scripts } from '../i18n/scripts.ts'

const looks = [
  'most',
  'quiet',
  'silent',
  'layout',
  'template',
  'footer',
  'hashtags',
  'sources',
  'comments',
  'summaries',
  'briefing',
] as const

describe.each(languages)('%s', (language) => {
  const texts = textsFor(language)
  const examples = commandNames.flatMap((name) => texts.commands[name].examples.map(([say]) => [name, say] as const))

  const isLook = (name: keyof typeof settings, text: string) => settings[name].read(text, texts).kind === 'look'
  const isUnderstood = (say: string): boolean => {
    const [, name = '', rest = ''] = /^\/(\w+) ?(.*)$/u.exec(say) ?? []
    const [setting = '', ...value] = rest.split(' ')
    const look = typedWord(setting, looks, language)
    if (name === 'filter') return parseFilter(rest.replace(/^#\d+ /u, '')).ok
    if (name === 'links') return isLook('links', rest)
    if (name === 'stories' || name === 'reading' || name === 'page') return isLook(name, rest)
    if (name === 'language') return languageNamed(rest) !== null
    if (name === 'digest' && look !== null) return isLook(look, value.join(' '))
    if (name === 'digest' && setting === 'timezone') return parseTimezone(value.join(' '), 0).ok
    if (name === 'digest') return parseSchedule(rest, language).ok
    return say.startsWith('@') || commandNames.some((each) => each === name)
  }

  it.each(examples)('the example of /%s is understood: %s', (_, say) => {
    expect(isUnderstood(say)).toBe(true)
  })

  const filters = examples.filter(([name, say]) => name === 'filter' && say !== '/filter off')
  const own = scripts[language] ?? /^[^\p{sc=Han}]*\p{sc=Latn}[^\p{sc=Han}]*$/u
  it.each(filters)('the example of /%s is in the script of the language: %s', (_, say) => {
    expect(say.replace(/^\/filter/u, '')).toMatch(own)
  })

  it('an example shows each rule of filters', () => {
    const queries = filters.map(([, say]) => say.replace(/^\/filter /u, ''))
    const rules = [/ \| /u, /^"/u, /^-/u, /\*$/u, /^\p{L}+:\p{L}/u, /^\/.+\/$/u, /^\(.+\) -/u, /^#2 /u, /"#.+"/u]
    expect(rules.filter((rule) => !queries.some((query) => rule.test(query)))).toEqual([])
  })

  it('every command has an example', () => {
    expect(commandNames.filter((name) => texts.commands[name].examples.length === 0)).toEqual([])
  })
})
