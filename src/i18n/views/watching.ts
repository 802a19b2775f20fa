/** Pages without a feed: what they list, and by which selectors. */
import type { Added, PageHeadline, RuleSet } from '../../cell/channel-api.ts'
import type { FeedView } from '../../cell/feed-view.ts'
import { limits } from '../../limits.ts'
import type { PageRule } from '../../polling.ts'
import { code, type Html, lines } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'

function headlinesText(t: Translator, headlines: readonly PageHeadline[]): Html {
  return lines(headlines.map(({ title, link }) => t.html('format.bullet', { text: t.title(title, link) })))
}

/** The selectors as an owner types them. */
export function ruleText({ item, title }: PageRule): Html {
  return code(title === undefined ? item : `${item} | ${title}`)
}

export function watchingTexts(t: Translator) {
  return {
    watchable: ({ title, url, headlines }: Extract<Added, { kind: 'watchable' }>, channel: string) =>
      t.html('watching.watchable', {
        page: t.title(title, url),
        channel,
        headlines: safe(headlinesText(t, headlines)),
      }),
    addToWatch: ({ url, title }: Extract<Added, { kind: 'watchable' }>) =>
      t.html('watching.addToWatch', {
        page: t.title(title, url),
        command: safe(code(`/add ${url}`, limits.feed.linkUnits)),
      }),
    watched: ({ title, url, number }: FeedView, channel: string, isPaused: boolean) =>
      t.html('watching.watched', {
        page: t.title(title, url),
        channel,
        number,
        next: safe(t.html(isPaused ? 'feeds.afterResume' : 'feeds.fromNow')),
      }),
    pageRule: ({ title, number, pageRule }: FeedView) =>
      pageRule === null
        ? t.html('watching.isFeed', { feed: title, number })
        : t.html('watching.rule', { feed: title, number, selector: safe(ruleText(pageRule)) }),
    pageRuleSet: ({ feed, headlines, count }: Extract<RuleSet, { kind: 'set' }>) =>
      t.html('watching.ruleSet', { feed: feed.title, count, headlines: safe(headlinesText(t, headlines)) }),
    pageRuleShared: ({ title }: FeedView) => t.html('watching.shared', { feed: title }),
  }
}
