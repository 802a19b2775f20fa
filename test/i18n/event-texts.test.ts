/** Problems, notices, and answers about items, imports and quotas are HTML that Telegram takes. */
import { describe, expect, it } from 'vitest'
import type { Fate } from '../../src/cell/fate.ts'
import type { QuotaView } from '../../src/cell/quota-view.ts'
import type { Retracted } from '../../src/cell/retracted.ts'
import { eachQuota } from '../../src/cycle/governor.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import { languages } from '../../src/language.ts'
import { fullTextSchema, lockouts, searchedFieldSchema } from '../../src/model.ts'
import type { Problem } from '../../src/result.ts'
import { watchedQuotas } from '../../src/store/alerts.ts'
import { nothingLeftOut } from '../../src/store/imports.ts'
import { channel, feed, item, NASTY, NOW, refusal } from './samples.ts'

const problems: readonly Problem[] = [
  { kind: 'not-a-url', text: NASTY },
  { kind: 'private-address', host: NASTY },
  { kind: 'unreachable', host: NASTY },
  { kind: 'timeout', seconds: 20 },
  ...[301, 403, 404, 410, 429, 500].map((status) => ({ kind: 'http-status', status }) as const),
  { kind: 'gone' },
  { kind: 'challenge', host: NASTY },
  { kind: 'damaged-answer', host: NASTY },
  { kind: 'packed-file', format: NASTY },
  { kind: 'too-large', limitBytes: 2_097_152 },
  { kind: 'too-many-redirects', limit: 5 },
  { kind: 'bad-redirect', to: NASTY },
  { kind: 'empty-document' },
  { kind: 'not-a-feed' },
  { kind: 'no-telegram-preview' },
  { kind: 'reader-failed' },
  { kind: 'filter-syntax', text: NASTY, at: 3, length: 1, mistake: 'unclosed-quote', suggestion: NASTY },
  ...(
    ['nothing-after-field', 'unknown-field', 'bad-expression', 'foreign-expression', 'large-expression'] as const
  ).map((mistake) => ({ kind: 'filter-syntax', text: NASTY, at: 3, length: 1, mistake, suggestion: null }) as const),
  ...(['unknown-placeholder', 'no-title', 'stray-brace', 'too-long'] as const).map(
    (mistake) => ({ kind: 'template-syntax', text: NASTY, at: 3, length: 1, mistake, suggestion: NASTY }) as const,
  ),
  { kind: 'schedule-syntax', text: NASTY },
  { kind: 'schedule-unclear', text: NASTY, readings: [] },
  { kind: 'timezone-unknown', text: NASTY, near: [] },
  {
    kind: 'timezone-unknown',
    text: NASTY,
    near: [{ zone: 'Europe/Berlin', city: NASTY, region: null, country: 'DE' }],
  },
  { kind: 'timezone-unclear', text: NASTY, places: [] },
  { kind: 'schema-newer', key: NASTY, found: 2, known: 1 },
  { kind: 'stored-broken', key: NASTY },
  { kind: 'seen-stale', found: 1, expected: 2 },
  { kind: 'namespace-shared', bot: 7, isOlder: false },
  { kind: 'kv-failed', key: NASTY },
  { kind: 'bad-token' },
  { kind: 'quota-spent', quota: 'kvWrites' },
  { kind: 'quota-spent', quota: 'rowsRead' },
  { kind: 'seen-lost' },
  { kind: 'shut-down' },
  { kind: 'channel-failed', channel: NASTY },
]

const quotas = (
  stretch: number,
  every: number,
  because: QuotaView['because'],
  spent: QuotaView['spent'],
): QuotaView => {
  const line = { spent: 700, projected: 1400, quota: because === null ? null : 1000 }
  const wallMs = because === 'gbSeconds' ? 90_000 : 240_000
  return {
    lines: eachQuota(() => line),
    neurons: because === null ? null : { spent: 9000, quota: 9000 },
    stored: { bytes: 1_500_000, quota: null },
    everyMs: 60_000,
    feedReads: 9,
    messages: 1,
    isRequestQuotaSpent: because !== null,
    stretch,
    every,
    wallMs,
    because,
    spent,
  }
}

const into = { title: NASTY, source: NASTY, link: item.link }
const post = 'https://t.me/c/1/2?a&b'
const fates: readonly Fate[] = [
  { kind: 'sent', at: NOW, post },
  { kind: 'sent', at: NOW, post: null },
  { kind: 'waiting', next: NOW },
  { kind: 'waiting', next: 'now' },
  { kind: 'waiting', next: null },
  { kind: 'under-way' },
  { kind: 'left-out' },
  { kind: 'retracted' },
  { kind: 'gone' },
  { kind: 'known', evidence: 'id', earlier: { title: NASTY, link: into.link, at: NOW } },
  { kind: 'known', evidence: 'link', earlier: null },
  { kind: 'known', evidence: 'age', earlier: null },
  { kind: 'merged', into, evidence: 'title', post },
  { kind: 'merged', into: { ...into, link: null }, evidence: null, post: null },
  { kind: 'gathered', into, evidence: 'likely', post },
  { kind: 'gathered', into: { ...into, link: null }, evidence: 'short-link', post: null },
  { kind: 'dropped', by: 'channel', term: `-${NASTY}`, field: null, searched: 'no-text', filter: NASTY },
  ...searchedFieldSchema.options.map(
    (field): Fate => ({ kind: 'dropped', by: 'channel', term: `-${NASTY}`, field, searched: 'no-text', filter: NASTY }),
  ),
  ...(['field', 'everything', 'no-text'] as const).map(
    (searched): Fate => ({ kind: 'dropped', by: 2, term: NASTY, field: null, searched, filter: NASTY }),
  ),
  { kind: 'dropped', by: 2, term: null, field: null, searched: 'everything', filter: NASTY },
]
const retractions: readonly Retracted[] = [
  { kind: 'unknown' },
  { kind: 'several', titles: [NASTY, NASTY] },
  { kind: 'withdrawn', title: NASTY, code: '0123456789' },
  { kind: 'struck', title: NASTY, code: '0123456789' },
  { kind: 'sure', title: NASTY, code: '0123456789' },
  { kind: 'erased', title: NASTY },
  { kind: 'under-way', title: NASTY },
  { kind: 'gone', title: NASTY },
  { kind: 'refused', title: NASTY, description: NASTY },
  { kind: 'refused', title: NASTY, description: null },
]
const many = Array.from({ length: 100 }, (_, number) => ({ number, title: NASTY, url: feed.url }))
const leftOut = {
  already: { count: 400, first: many },
  over: { count: 2, first: many.slice(0, 2) },
  wrong: { count: 21, first: [{ text: NASTY, problem: { kind: 'not-a-url', text: NASTY } as const }] },
}

describe.each(languages)('%s', (language) => {
  const texts = textsFor(language)
  const places = Array.from({ length: 500 }, (_, index) => ({ channel: NASTY.repeat(20), number: index + 1 }))
  const about = { feed: NASTY.repeat(20), url: feed.url, places }
  const shown: Readonly<Record<string, string>> = {
    statusLink: texts.statusLink('https://pb.example/login?code=a&b'),
    top: texts.top(
      NASTY,
      Array.from({ length: 10 }, () => ({ title: NASTY, link: item.link, times: 1234 })),
    ),
    'top, of nothing': texts.top(NASTY, []),
    ...Object.fromEntries(
      [0, 403, 500].map((status) => [`top ${status}`, texts.topProblem({ kind: 'refused', status })]),
    ),
    'top, not set': texts.topProblem({ kind: 'not-set' }),
    ...Object.fromEntries(
      problems.map((problem, index) => [`problem ${index} ${problem.kind}`, texts.problem(problem)]),
    ),
    ...Object.fromEntries(
      lockouts.map((reason) => [
        reason,
        texts.notice({ kind: 'locked-out', channel: NASTY, reason, description: NASTY }),
      ]),
    ),
    back: texts.notice({ kind: 'back', channel: NASTY, id: channel.id, waiting: 3, asks: false }),
    backMuch: texts.notice({ kind: 'back', channel: NASTY, id: channel.id, waiting: 30, asks: true }),
    expired: texts.notice({ kind: 'expired', channel: NASTY, headlines: 1 }),
    forgotten: texts.notice({ kind: 'forgotten', channel: NASTY }),
    withdrawn: texts.notice({ kind: 'withdrawn', channel: NASTY, id: channel.id, code: 'AAAAAAAAAA', title: NASTY }),
    linkGone: texts.notice({ kind: 'link-gone', channel: NASTY }),
    unanswered: texts.notice({ kind: 'unanswered', channel: NASTY, attempts: 3 }),
    refused: texts.notice({ kind: 'refused', channel: NASTY, headlines: 2, description: NASTY }),
    'rich-refused': texts.notice({ kind: 'rich-refused', channel: NASTY, description: NASTY }),
    'not-translated': texts.notice({ kind: 'not-translated', channel: NASTY, problem: 'quota-spent' }),
    'not-briefed': texts.notice({ kind: 'not-briefed', channel: NASTY, problem: 'model-gone' }),
    feedFailing: texts.notice({ kind: 'feed-failing', ...about, problem: { kind: 'challenge', host: NASTY } }),
    feedBack: texts.notice({ kind: 'feed-back', ...about, places: about.places.slice(0, 1) }),
    feedGone: texts.notice({ kind: 'feed-gone', ...about }),
    feedCut: texts.notice({ kind: 'feed-cut', ...about, limitBytes: 2_097_152 }),
    feedMoved: texts.notice({ kind: 'feed-moved', ...about, to: `${feed.url}${'x'.repeat(2000)}` }),
    ...Object.fromEntries(
      watchedQuotas.map((quota) => [
        `near ${quota}`,
        texts.notice({ kind: 'quota-near', quota, spent: 8e8, most: 1e9 }),
      ]),
    ),
    doorsDark: texts.notice({ kind: 'doors-dark' }),
    shared: texts.notice({ kind: 'namespace-shared', bot: 777 }),
    ...Object.fromEntries(
      lockouts.map((reason) => [`lost ${reason}`, texts.notice({ kind: 'channel-lost', channel: NASTY, reason })]),
    ),
    quota: texts.quota(quotas(1, 1, null, null)),
    quotaSlowed: texts.quota(quotas(4, 2, 'kvWrites', null)),
    quotaShortOfTime: texts.quota(quotas(2, 2, 'gbSeconds', null)),
    quotaManyFeeds: texts.quota(quotas(2, 1, 'feeds', null)),
    quotaSpent: texts.quota(quotas(8, 12, 'rowsWritten', 'rowsWritten')),
    lessWhich: texts.lessWhich(NASTY),
    lessNone: texts.lessNone(NASTY),
    lessOf: texts.lessOf({ title: NASTY, proposals: [{ term: NASTY, hides: 2, examples: [NASTY, ''] }], isOpen: true }),
    lessOfNothing: texts.lessOf({ title: NASTY, proposals: [], isOpen: false }),
    whyWhat: texts.t.text('items.whyWhat'),
    whyUnknown: texts.whyUnknown(NASTY, NASTY),
    ...Object.fromEntries(
      fates.map((fate, index) => [
        `why ${index} ${fate.kind}`,
        texts.why(
          [
            {
              title: NASTY,
              link: item.link,
              source: NASTY,
              at: NOW,
              fate,
              translation: null,
              fullText: null,
              corrected: null,
            },
          ],
          'Asia/Shanghai',
        ),
      ]),
    ),
    ...Object.fromEntries(
      [true, false].map((isLeft) => [
        `why, with a corrected title ${isLeft}`,
        texts.why(
          [
            {
              ...{ title: NASTY, link: item.link, source: NASTY, at: NOW, translation: null, fullText: null },
              ...{ fate: { kind: 'sent', at: NOW, post: null }, corrected: { at: NOW, was: NASTY, isLeft } },
            },
          ],
          'Asia/Shanghai',
        ),
      ]),
    ),
    ...Object.fromEntries(
      fullTextSchema.options.map((fullText) => [
        `why, with a page: ${fullText}`,
        texts.why(
          [
            {
              title: NASTY,
              link: item.link,
              source: NASTY,
              at: NOW,
              fate: { kind: 'gone' },
              translation: null,
              fullText,
              corrected: null,
            },
          ],
          'Asia/Shanghai',
        ),
      ]),
    ),
    retractWhat: texts.t.text('items.retractWhat'),
    ...Object.fromEntries(
      retractions.map((it, index) => [`retracted ${index} ${it.kind}`, texts.retracted(it, NASTY)]),
    ),
    unretracted: texts.t.text('items.restored'),
    importWhat: texts.menu.ask('import', NASTY, null),
    importing: texts.importing(2, NASTY),
    imported: texts.imported({ added: 2, ...leftOut }, NASTY),
    importedNothing: texts.imported({ added: 0, ...nothingLeftOut }, NASTY),
    importProgress: texts.importProgress({
      channel: NASTY,
      total: 300,
      read: many,
      failed: many.map((each) => ({ ...each, problem: { kind: 'timeout', seconds: 20 } })),
      isDone: true,
      ...leftOut,
    }),
    importGoesOn: texts.importProgress({
      channel: NASTY,
      total: 3,
      read: many.slice(0, 1),
      failed: [],
      isDone: false,
      ...leftOut,
    }),
    addedSeveral: texts.addedSeveral(
      [
        { kind: 'added', feed, newest: [], exceedsLimit: false } as const,
        { kind: 'already', feed } as const,
        { kind: 'choose', feeds: [] } as const,
        { kind: 'full', most: 500 } as const,
        { kind: 'over' } as const,
        { kind: 'failed', problem: { kind: 'not-a-url', text: NASTY } } as const,
      ].map((added) => ({ address: NASTY, added })),
      NASTY,
    ),
    addedNone: texts.addedSeveral([{ address: NASTY, added: { kind: 'over' } }], NASTY),
    addSeveralToWhich: texts.addSeveralToWhich([NASTY, NASTY]),
    cutAddress: texts.cutAddress(NASTY),
    noAddresses: texts.t.text('imports.noAddresses'),
    importUnreadable: texts.t.text('imports.unreadable'),
    restored: texts.settingsRestored(NASTY, 3, [{ feed: NASTY, query: NASTY, reading: NASTY }]),
    exported: texts.exported(NASTY),
  }

  it.each(Object.entries(shown))('%s is HTML that Telegram accepts', async (_, text) => {
    expect(await refusal(text)).toBeNull()
  })
})
