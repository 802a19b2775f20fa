/** What /help shows can be said: each example of each language is understood. */
import { describe, expect, it } from 'vitest'
import { commandNames } from '../../src/bot/commands/help.ts'
import { languageNamed, readSetting } from '../../src/bot/settings/read-setting.ts'
import { parseSchedule } from '../../src/digest/schedule.ts'
import { parseTimezone } from '../../src/digest/timezone.ts'
import { parseFilter } from '../../src/filter/query.ts'
import { wordsFor } from '../../src/i18n/words.ts'
import { languages } from '../../src/model.ts'

const looks = ['quiet', 'silent', 'layout', 'template', 'footer', 'hashtags', 'sources'] as const

describe.each(languages)('%s', (language) => {
  const words = wordsFor(language)
  const examples = commandNames.flatMap((name) => words.commands[name].examples.map(([say]) => [name, say] as const))

  const isUnderstood = (say: string): boolean => {
    const [, name = '', rest = ''] = /^\/(\w+) ?(.*)$/u.exec(say) ?? []
    const [setting = '', ...value] = rest.split(' ')
    const look = setting === 'max' ? 'most' : looks.find((each) => each === setting)
    if (name === 'filter') return parseFilter(rest.replace(/^#\d+ /u, '')).ok
    if (name === 'links') return 'look' in readSetting(words, 'links', rest)
    if (name === 'stories' || name === 'reading' || name === 'page') return 'look' in readSetting(words, name, rest)
    if (name === 'language') return languageNamed(rest) !== null
    if (name === 'digest' && look !== undefined) return 'look' in readSetting(words, look, value.join(' '))
    if (name === 'digest' && setting === 'timezone') return parseTimezone(value.join(' ')).ok
    if (name === 'digest') return parseSchedule(rest).ok
    return say.startsWith('@') || commandNames.some((each) => each === name)
  }

  it.each(examples)('/%s: %s', (_, say) => {
    expect(isUnderstood(say)).toBe(true)
  })

  it('has one for every command', () => {
    expect(commandNames.filter((name) => words.commands[name].examples.length === 0)).toEqual([])
  })
})
