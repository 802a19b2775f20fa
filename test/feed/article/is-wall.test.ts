/** Which pages hide their article. */
import { describe, expect, test } from 'vitest'
import { isWall } from '../../../src/feed/article/is-wall.ts'
import { pageHead } from '../../../src/feed/article/page-rules.ts'

const URL = 'https://news.example/2026/bridge'
const opening = 'The council has voted for the new bridge over the river. '.repeat(5)
const article = 'The council has voted for the new bridge over the river. '.repeat(80)
const walled = (text: string, html = '', url = URL) => isWall(html, pageHead(html, url), text, url)

describe('a page is a wall', () => {
  test.each([
    [
      'whose JSON-LD says that it is not free',
      '<script type="application/ld+json">{"isAccessibleForFree":false}</script>',
    ],
    ['whose JSON-LD says so as a word', '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'],
    ['whose microdata say so', '<meta itemprop="isAccessibleForFree" content="false">'],
    ['whose content is locked', '<meta property="article:content_tier" content="locked">'],
  ])('%s', (_, html) => {
    expect(walled(article, html)).toBe(true)
  })

  test.each([
    ['that asks to subscribe', 'Subscribe to continue reading.'],
    ['that asks to sign in', 'Sign in to read the full story'],
    ['that is for subscribers', 'This article is for subscribers only.'],
    ['that counts free articles', 'You have 0 free articles left.'],
    ['that asks for JavaScript', 'Please enable JavaScript to view this page.'],
    ['that asks for cookies', 'We and our 870 partners store and/or access information on a device.'],
    ['that asks to be human', 'Verifying you are human. This may take a few seconds.'],
    ['that is not for this region', 'This content is not available in your region.'],
    ['that was not found', 'Page not found'],
    ['in German', 'Jetzt abonnieren und weiterlesen'],
    ['in German, with advertising', 'Mit Werbung weiterlesen'],
    ['in French', 'Cet article est réservé aux abonnés.'],
    ['in French, with the rest', 'Il vous reste 85% de cet article à lire.'],
    ['in Spanish', 'Suscríbete para seguir leyendo'],
    ['in Portuguese', 'Conteúdo exclusivo para assinantes'],
    ['in Italian', 'Abbonati per continuare a leggere'],
    ['in Dutch', 'Log in om verder te lezen'],
    ['in Swedish', 'Logga in för att läsa vidare'],
    ['in Polish', 'Dostęp tylko dla subskrybentów'],
    ['in Russian', 'Материал доступен только для подписчиков'],
    ['in Japanese', 'この記事は有料会員限定です。残り1,024文字'],
    ['in Korean', '유료 구독자 전용 콘텐츠입니다. 로그인 후 이용해 주세요.'],
    ['in Chinese', '登录后即可阅读全文'],
    ['in traditional Chinese', '訂閱會員即可繼續閱讀'],
    ['of WeChat’s check', '当前环境异常，完成验证后即可继续访问。'],
    ['in Arabic', 'هذا المحتوى للمشتركين فقط'],
  ])('%s', (_, text) => {
    expect(walled(`${opening}\n${text}`)).toBe(true)
  })

  test('that stops in the middle of a longer text', () => {
    expect(walled(`${article}\nSubscribe to keep reading.`)).toBe(true)
  })

  test.each([
    ['a sign-in page', 'https://news.example/login?next=/bridge'],
    ['a page of subscriptions', 'https://news.example/en/subscribe'],
    ['a consent host', 'https://consent.news.example/?to=bridge'],
    ['a sign-in host', 'https://accounts.news.example/v3'],
  ])('that redirects to %s', (_, url) => {
    expect(walled(article, '', url)).toBe(true)
  })
})

describe('a page is no wall', () => {
  test.each([
    ['with an article', article, ''],
    ['with a short article', opening, ''],
    ['that says it is free', article, '{"isAccessibleForFree": true}'],
    ['with a box for its newsletter', `${opening}\nSubscribe to our newsletter`, ''],
    ['with a long article about subscriptions', `Subscribe to read it, they said. ${article}`, ''],
    ['with a long article about cookies', `Accept all cookies, it said. ${article}`, ''],
    ['whose articles are metered', article, '<meta property="article:content_tier" content="metered">'],
  ])('%s', (_, text, html) => {
    expect(walled(text, html)).toBe(false)
  })

  test('whose address has the word as a part of another', () => {
    expect(walled(article, '', 'https://news.example/2026/login-failures-explained')).toBe(false)
  })
})
