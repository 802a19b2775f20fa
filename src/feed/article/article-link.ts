/** Decides by an item's link whether its page may have an article. Pure. */

/** Hosts whose pages have no article for a program: posts, videos, music, and pages of scripts that lead elsewhere. */
const hostsWithoutArticles = new Set(
  (
    't.me telegram.me telegram.dog youtube.com youtu.be youtube-nocookie.com vimeo.com dailymotion.com twitch.tv tiktok.com ' +
    'twitter.com x.com t.co facebook.com fb.watch instagram.com threads.net threads.com bsky.app linkedin.com ' +
    'pinterest.com reddit.com redd.it v.redd.it i.redd.it discord.com discord.gg whatsapp.com ' +
    'spotify.com soundcloud.com podcasts.apple.com music.apple.com apps.apple.com play.google.com bandcamp.com ' +
    'news.google.com maps.google.com docs.google.com drive.google.com bilibili.com weibo.com douyin.com'
  ).split(' '),
)
/** Names of files that are no pages. */
const fileName =
  /\.(?:pdf|epub|mobi|docx?|xlsx?|pptx?|odt|rtf|txt|csv|json|xml|rss|atom|zip|gz|tgz|7z|rar|tar|exe|dmg|apk|iso|mp3|m4a|aac|ogg|oga|opus|flac|wav|mp4|m4v|mov|webm|mkv|avi|jpe?g|png|gif|webp|avif|svg|ics|torrent)$/iu

/** Whether a link leads to a web page of its own: no site's home page, no file, and no post or video on a platform. */
export function mayHaveArticle(link: string | null): link is string {
  const url = link === null ? null : URL.parse(link)
  if (url === null || !/^https?:$/u.test(url.protocol)) return false
  const names = url.hostname.split('.')
  if (names.some((_, at) => hostsWithoutArticles.has(names.slice(at).join('.')))) return false
  const isFirstPage = /^\/(?:index\.\w+)?$/u.test(url.pathname) && url.search === ''
  return !isFirstPage && !fileName.test(url.pathname)
}
