/** Recognises pages that hide their article: subscriptions, sign-in, consent, challenges, pages of scripts, errors. Pure. */
import { limits } from '../../limits.ts'
import { letterCount } from './letter-count.ts'
import type { PageHead } from './page-rules.ts'

const { wallLetters, wallEndUnits } = limits.article

/** schema.org/isAccessibleForFree, in JSON-LD or as microdata. */
const notFree = /"isAccessibleForFree"\s*:\s*(?:"\s*)?(?:false|no\b|https?:\/\/schema\.org\/False)/iu
/** Addresses to which sites redirect those whom they do not let in. */
const closedAddress =
  /^https?:\/\/(?:(?:consent|login|signin|accounts?|auth|sso|id|idp|guce|captcha|validate)\.|[^/]+\/(?:[\w-]+\/)?(?:log-?in|sign-?in|register|signup|subscribe|subscription|consent|cookie-?wall|paywall|captcha|challenge|cdn-cgi)(?:[/?#.]|$))/iu

/** What walls say, in the languages of many feeds. */
const words = new RegExp(
  [
    '(?:subscribe|sign ?up|register|log ?in|sign ?in|become an? (?:subscriber|member)|join)(?: now| today| here| or log ?in| or sign ?in)? (?:to|for|and) (?:continue|keep|read|unlock|access|view|see|get (?:full|unlimited)|finish)',
    '(?:to (?:continue|keep) reading|to read the (?:full|rest|whole)|to (?:access|unlock) this)|already (?:a )?subscriber|already have an account|(?:for|to) subscribers? only|subscriber[- ]only|subscribers? (?:only|exclusive)|this (?:article|content|story|post) is (?:for|only|reserved|exclusive|available (?:only )?(?:to|for))|exclusive to (?:members|subscribers)|members[- ]only|(?:free|remaining) articles? (?:this month|left|remaining)|start your (?:free )?trial',
    '(?:enable|turn on|activate) (?:javascript|cookies)|javascript (?:is|must be) (?:disabled|required|enabled|turned)|requires? javascript|(?:your browser|please) (?:does not|doesn.t) support|disable (?:your )?ad ?block',
    '(?:we|our partners|and our (?:\\d+ )?partners)[^.]{0,60}(?:store|use) (?:and\\/or access )?(?:cookies|information on)|accept (?:all )?cookies|manage (?:your )?(?:cookie|privacy|consent)|before you continue to|your privacy (?:choices|matters)|cookie (?:consent|settings)',
    'verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|checking your browser|unusual (?:traffic|activity)|access (?:denied|to this page has been denied)|not available in your (?:region|country|location)|unavailable for legal reasons|page not found|(?:page|article) (?:you (?:are|were) looking for|(?:does not|no longer) exist)',
    // Deutsch
    '(?:jetzt|hier) (?:abonnieren|registrieren|anmelden)|(?:weiterlesen|lesen sie weiter) mit|mit [^.]{0,40}(?:abo|plus)\\b[^.]{0,30}(?:lesen|weiterlesen)|nur für (?:abonnent|mitglieder)|exklusiv für (?:abonnent|mitglieder)|bereits (?:abonnent|registriert|kunde)|dieser (?:artikel|inhalt) ist (?:nur|exklusiv)|mit werbung (?:weiter|lesen)|zustimmen und weiter|aktivieren sie (?:bitte )?(?:javascript|cookies)|seite (?:wurde )?nicht gefunden',
    // Français
    '(?:réservé|réservée?s?) (?:aux|à nos) abonnés|abonnez-vous (?:pour|afin)|déjà abonné|connectez-vous (?:pour|afin)|pour lire la suite|la suite est réservée|il vous reste [^.]{0,30}% de cet article|accepter (?:et continuer|les cookies)|continuer sans accepter|activer javascript|page introuvable',
    // Español, português, italiano
    '(?:suscr[ií]b(?:e|a|ase|ete|irse)|reg[ií]str(?:ate|ese)|inicia(?:r)? sesión) (?:para|y) (?:leer|seguir|continuar|acceder)|(?:solo|exclusivo) para suscriptores|para seguir leyendo|ya (?:eres|soy) suscriptor|aceptar (?:y continuar|cookies|las cookies)|página no encontrada',
    '(?:assine|cadastre-se|faça login|entre) (?:para|e) (?:ler|continuar|acessar|tenha)|(?:exclusivo|conteúdo) para assinantes|para continuar (?:lendo|a ler)|já é assinante|página não encontrada',
    '(?:abbonati|registrati|accedi) (?:per|e) (?:leggere|continuare|proseguire)|riservato agli abbonati|per continuare a leggere|sei già abbonato|accetta (?:e continua|i cookie)|pagina non trovata',
    // Nederlands, svenska, polski
    '(?:word|alleen voor|exclusief voor) (?:abonnees?|leden|abonnee om)|log in om (?:verder|te lezen)|al abonnee|lees verder met|(?:accepteer|akkoord met) cookies|pagina niet gevonden|(?:bli|endast för) prenumerant|logga in för att|redan prenumerant|(?:dostęp|tylko) dla (?:subskrybent|prenumerator)|zaloguj się,? aby|wykup (?:dostęp|subskrypcję)|kup (?:dostęp|subskrypcję)|strona nie (?:została znaleziona|istnieje)',
    // Русский, українська, Türkçe
    '(?:оформите|купите|только по) подписк[уе]|(?:доступ[^.]{0,20}|материал[^.]{0,20}|только) (?:для|по) подпис(?:чиков|ке)|войдите,? чтобы|(?:авторизуйтесь|зарегистрируйтесь),? чтобы|уже подписаны|включите javascript|страница не найдена|передплат(?:іть|ники)|увійдіть,? щоб|sadece aboneler|abone ol(?:un)?[^.]{0,20}oku|sayfa bulunamadı',
    // 日本語、한국어、中文
    '(?:この(?:記事|続き)は)?(?:有料会員|会員)(?:限定|登録)|続きを(?:読む|お読みいただく)には|ログイン(?:して|すると)|無料会員登録|残り\\s*[\\d,]+\\s*文字|javascriptを有効|ページが見つかりません',
    '(?:유료|구독자|회원) ?(?:전용|기사|콘텐츠)|로그인(?:이 필요| ?후)|구독(?:하시면|하고|이 필요)|페이지를 찾을 수 없',
    '(?:订阅|訂閱|登录|登入|登錄|注册|註冊|付费|付費|加入会员|加入會員)(?:后|後|以|即可|才能|会员|會員)?[^。]{0,8}(?:阅读|閱讀|查看|观看|解鎖|解锁|繼續|继续)|(?:会员|會員|订户|訂戶|訂閱者|订阅者|VIP)(?:专享|專享|专属|專屬|限定|可读|可讀|文章)|剩余[^。]{0,12}(?:内容|全文)|还剩[^。]{0,12}(?:内容|未读)|請(?:先)?(?:登入|訂閱)|请(?:先)?(?:登录|订阅)|(?:启用|啟用|开启|開啟)\\s*javascript|環境異常|环境异常|(?:頁面|页面)不存在|找不到(?:頁面|页面|網頁|网页)|内容已被(?:发布者)?删除',
    // العربية, עברית, हिन्दी
    'اشترك (?:ل|الآن ل)|للمشتركين فقط|سجل الدخول (?:ل|كي)|למנויים בלבד|הירשמו כדי|केवल सब्सक्राइबर',
  ].join('|'),
  'iu',
)

/**
 * Whether a page keeps its article from those who have not subscribed, signed in, agreed or proved something.
 * @param html the whole page @param text what was found as its article, as people see it @param url after redirects
 */
export function isWall(html: string, { metas }: PageHead, text: string, url: string): boolean {
  const tier = metas.get('article:content_tier') ?? []
  if (notFree.test(html) || isFalse(metas.get('isaccessibleforfree')) || tier.some((each) => /locked/iu.test(each)))
    return true
  if (closedAddress.test(url)) return true
  return words.test(letterCount(text) < wallLetters ? text : text.slice(-wallEndUnits))
}

function isFalse(values: readonly string[] | undefined): boolean {
  return values?.some((value) => /^(?:false|no|https?:\/\/schema\.org\/False)$/iu.test(value.trim())) === true
}
