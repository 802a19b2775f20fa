/** Recognises lines before a story: its date, its author, a picture's credit. */
import { limits } from '../../limits.ts'
import { monthNamed, zones } from '../date-words.ts'

const { preambleUnits, preambleWords } = limits.html

const betweenDates = /[\d\s.,:;/|()[\]：，、（）［］【】–—+-]+|[年月日時时分秒点點년월일시]/u

/** Words in dates, besides months and time zones. */
const dateWords = new Set(
  (
    'utc gmt am pm st nd rd th of at on the de del le um à às du uhr h ' +
    'published posted updated modified date time created veröffentlicht aktualisiert stand publié mis jour le publicado ' +
    'actualizado pubblicato aggiornato опубликовано обновлено в г ' +
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun ' +
    'montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo ' +
    'lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira ' +
    'понедельник вторник среда четверг пятница суббота воскресенье '
  ).split(' '),
)

/** The same in languages without spaces between words. */
const joinedDateWords =
  /(?:发布|發布|发表|發表|更新|公開|投稿|掲載)(?:时间|時間|日期|日時|日|于|於)?|时间|時間|日期|星期.|[周週][一二三四五六日天]|[月火水木金土日]曜日?|上午|下午|凌晨|早上|晚上|中午|午前|午後|오전|오후/gu

/** Whether a line is only a date, possibly with a label. */
export function isDateline(line: string): boolean {
  if (line.length > preambleUnits || !/\d/u.test(line)) return false
  const words = line
    .replace(joinedDateWords, ' ')
    .split(betweenDates)
    .filter((word) => word !== '')
  return words.length <= preambleWords && words.every(isDateWord)
}

function isDateWord(word: string): boolean {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '')
  return (
    // In lower case, abbreviations such as CAT are words.
    dateWords.has(word.toLowerCase()) || zones.has(word) || (word.length <= 12 && monthNamed(plain) > 0)
  )
}

const byWords =
  /^(?:(?:words|text|story|photos?|photographs?|images?|pictures?|illustrations?|reported|written|posted|submitted) )?(?:by|von|par|por|di|af|av|door|от)\s+(?=\S)|^(?:author|autor(?:in)?|auteur|autore|автор|текст)\s*[:：]\s*/iu
/** Words in and between names that are not capitalised. */
const nameWords = new Set(
  'and und et y e og och en и i von van de der den di da do dos al el bin ibn la le the in for'.split(' '),
)

/** Roles before a colon or a bar, mainly in Chinese, Japanese and Korean bylines. */
const roles =
  /^(?:文|作者|撰文|撰稿|记者|記者|编辑|編輯|责任编辑|責任編輯|编译|編譯|来源|來源|出处|出處|文章来源|筆者|著者|執筆|取材|文責|글|기자|출처|sources?|quelle|fuente|fonte|bron|источник)\s*[:：/／|｜丨]\s*\S/iu

/** Whether a line only names the author or the source. */
export function isByline(line: string): boolean {
  if (line.length > preambleUnits || /[.!?。！？…]$/u.test(line)) return false
  if (roles.test(line)) return true
  const by = byWords.exec(line)
  if (by === null) return false
  const words = line.slice(by[0].length).split(/[\s,&|·•/]+/u)
  const isName = (word: string) => /^(?:[@\p{Lu}]|[dlo][’']\p{Lu})/u.test(word)
  return (
    words.length <= preambleWords && words.some(isName) && words.every((word) => isName(word) || nameWords.has(word))
  )
}

const creditWords =
  /^[\s(（[【]*(?:©|(?:photos?|photograph|images?|pictures?|credits?|illustration|foto|fotos|bild|grafik|crédits?|imagen|immagine|фото|изображение|图片?|圖片?|图源|圖源|图片来源|圖片來源|配图|题图|題圖|写真|画像|撮影|사진)(?: (?:by|credit|courtesy|courtesy of|von|de|di|par))?\s*[:：/／|｜©])\s*\S/iu

/** Whether a line only credits a picture. */
export function isCredit(line: string): boolean {
  return line.length <= preambleUnits && creditWords.test(line)
}
