/** The rooms of `npm run mutate`: groups of files with pure decisions, and the tests that cover them. */

export interface Room {
  /** Paths from the root. */
  readonly files: readonly string[]
  /** Test files or folders. */
  readonly tests: readonly string[]
}

const within = (folder: string, names: string): readonly string[] =>
  names.split(' ').map((name) => `src/${folder}/${name}.ts`)

export const rooms: Readonly<Record<string, Room>> = {
  cycle: {
    files: within(
      'cycle',
      'absorb age-out alert-operators due-digests edition-room gap gather-stories governor known-keys merge-stories plan reconcile request-quota',
    ),
    // Without the tests that need workerd or take minutes.
    tests: [
      ...'absorb absorb-items edition-room alert-operators deliver due-digests gap gather-stories governor isolation known-keys polling plan probe refusals request-quota retry-locked-out settings'.split(
        ' ',
      ),
      ...'shared-namespace stories stories-recorded'.split(' '),
    ].map((name) => `test/cycle/${name}.test.ts`),
  },
  identity: {
    files: within('feed', 'identity same-item field-statistics field-stability unchanged-items old-items seen-keys'),
    tests: [
      'test/feed/identity',
      'test/feed/field-stability',
      'test/feed/recognise',
      'test/feed/recognised-by',
      'test/cycle/readdress-feeds',
      'test/habits',
    ],
  },
  schedule: {
    files: within('feed', 'schedule publish-history'),
    tests: ['test/feed/schedule', 'test/feed/publish-history', 'test/cycle/gap', 'test/cycle/polling'],
  },
  filter: {
    files: [
      ...within('filter', 'fields'),
      ...within('filter/expression', 'character-class expression expression-text pattern-parts widen-pattern'),
      ...within(
        'filter/query',
        'correct-query field-operator likeliest-filter operator-words operators query query-quotes query-tokens readings starred-word word-readings',
      ),
      ...within('filter/match', 'matcher needs-text searchable-item searchable-text term-finder wildcard-finder'),
      ...within('filter/explain', 'explain-rule plain-query'),
      ...within('filter/exclude', 'exclude-term literal-term suggest-exclusions'),
    ],
    tests: ['test/filter'],
  },
  digest: {
    files: [
      ...within('digest', 'compose digest-line due-times local-time message-block template timezone'),
      ...within(
        'digest/schedule',
        'chinese-days chinese-numbers cron day-set format-schedule interval quiet-hours schedule schedule-groups schedule-parts schedule-tokens schedules-near time-of-day time-range weekdays',
      ),
    ],
    tests: ['test/digest'],
  },
  place: {
    files: [
      ...within('place', 'place-name place-text read-place same-clock similar-places typed-place utc-offset'),
      ...within('place/gazetteer', 'city-search countries entries gazetteer regions'),
    ],
    tests: ['test/place', 'test/digest/timezone'],
  },
  story: {
    files: [
      ...within(
        'story',
        'canonical-url evidence headline headline-affixes headline-similarity language signature spelling story-index text-sketch token vocabulary',
      ),
      ...within('text', 'numerals'),
    ],
    tests: ['test/story', 'test/text/numerals', 'test/cycle/stories', 'test/scripts/stories'],
  },
  machine: {
    files: within(
      'machine',
      'addresses-model brief call-problem check-translation copied-text data-block foreign-matter identifiers latin-length models needs-translation numbers-agree numbers-in-text number-words read-answer read-cited read-lines script-of-language sentences summarise text-model tokens translate-titles workers-ai',
    ),
    tests: ['test/machine'],
  },
}
