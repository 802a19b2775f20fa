/** The rules of each language that a machine can check. A speaker who changes a rule changes it here first. */
import type { Language } from '../../src/language.ts'

export interface HouseStyle {
  /** Room of a line in Telegram's list of commands, in Latin letters; Han, kana and hangul take two. */
  readonly commandWidth: number
  /** Words that never occur: another form of address, words of another region, or words that Telegram's apps do not use. */
  readonly never: RegExp
  /** Quotation marks that are not those of the language; the apostrophe is ’. */
  readonly foreignQuotes: RegExp
}

/** @param words alternatives of a regular expression; letters of any script around them make another word */
function words(...words: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${words.join('|')})(?![\\p{L}\\p{M}])`, 'iu')
}

export const houseStyles: Readonly<Record<Language, HouseStyle>> = {
  en: {
    commandWidth: 45,
    never: words(
      'shall',
      'should you',
      'of ours',
      'unforeseen',
      'anew',
      'let go',
      'whoever',
      'whatever',
      'register(?:ed)?',
    ),
    foreignQuotes: /["'「」『』]/u,
  },
  zh: {
    commandWidth: 33,
    never: /管理者|登记|主人|运维者|对方|筛选|密钥|你|静音|付费方案|限额|对……进行/u,
    foreignQuotes: /["'「」『』]/u,
  },
  'zh-hant': {
    commandWidth: 33,
    never:
      /訂閱來源|管理者|轉寄|私訊|零點|零時|密鑰|檢視|掃碼|傳來|你|靜音|過濾|主題標籤|規則運算式|金鑰|維運者|應對方/u,
    foreignQuotes: /["'“”‘’]/u,
  },
  /** The owner is tú, as in Telegram. */
  es: {
    commandWidth: 45,
    never: words('usted(?:es)?', 'vosotros', 'ordenador', 'computadora', '(?<![/{“]|help )feeds?'),
    foreignQuotes: /["'„‚«»「」]/u,
  },
  /** Você. */
  'pt-br': {
    commandWidth: 45,
    never: words('tu', 'teus?', 'tuas?', 'ficheiro', 'ecrã'),
    foreignQuotes: /["'„‚«»「」]/u,
  },
  /** Vous. */
  fr: { commandWidth: 45, never: words('tu', 'toi', 'ton', 'ta', 'tes'), foreignQuotes: /["'“”„‚「」]/u },
  /** Du; „ihre“ in lower case means hers or theirs. */
  de: {
    commandWidth: 45,
    never: /(?<!\p{L})(?:Ihnen|Ihre[mnrs]|Sie (?:dürfen|haben|können|möchten|müssen|sollten))(?!\p{L})/u,
    foreignQuotes: /["'”«»「」]/u,
  },
  /** Tu. */
  it: { commandWidth: 45, never: words('Lei', 'voi', 'vostr[aeio]'), foreignQuotes: /["'„‚«»「」]/u },
  /** Вы. */
  ru: {
    commandWidth: 45,
    never: words(
      'ты',
      'тебе',
      'тебя',
      'твой',
      'твои',
      'фиды?',
      'фидов',
      'админы?',
      'хэштеги?',
      'еще',
      'ее',
      'ждет',
      'придет',
    ),
    foreignQuotes: /["'“”‘「」]/u,
  },
  /** Ви. */
  uk: {
    commandWidth: 45,
    never: words(
      'ти',
      'тобі',
      'тебе',
      'твій',
      'твої',
      'фіди?',
      'фідів',
      'адміни?',
      'слідкую',
      'слідкувати',
      'співпадає',
      'являється',
    ),
    foreignQuotes: /["'“”‘「」]/u,
  },
  /** Siz. */
  tr: {
    commandWidth: 45,
    never: words('sen', 'seni', 'senin', 'seninle', 'sana', 'sende', 'senden'),
    foreignQuotes: /["'„‚«»「」]/u,
  },
  /** Neutral imperatives; the words of Telegram’s Arabic. */
  ar: {
    commandWidth: 45,
    never: words('(?:ال)?[أا]دمن', '(?:ال)?فيد', '(?:ال)?تلقيم(?:ات)?', '(?:ال)?[جق]روب', 'تلي?[غج]رام', 'تيليغرام'),
    foreignQuotes: /["'“”„‚「」]/u,
  },
  /** شما. Persian letters, and a joiner where Persian writes one. */
  fa: {
    commandWidth: 45,
    never: words(
      'تو',
      'تو را',
      'ترا',
      'ادمین',
      'خوراک',
      'ن?می(?!\\u200c)',
      '(?<!\\u200c)ها(?:ی|یی)?',
      '\\p{L}*[يك]\\p{L}*',
    ),
    foreignQuotes: /["'“”„‚「」]/u,
  },
  /** Anda. */
  id: { commandWidth: 45, never: words('kamu', 'kau', 'kalian'), foreignQuotes: /["'„‚«»「」]/u },
  /** Bạn. */
  vi: { commandWidth: 45, never: words('mày', 'quý vị'), foreignQuotes: /["'„‚«»「」]/u },
  /** です・ます. */
  ja: {
    commandWidth: 33,
    never: /である。|だった。|貴方|あなた様|チャネル|管理人|ロボット/u,
    foreignQuotes: /["'“”‘’«»]/u,
  },
  /** 하십시오, with requests in -하세요; never plain, nor two particles to choose from. */
  ko: {
    commandWidth: 33,
    never: /한다\.|이다\.|했다\.|너의|당신|을\(를\)|이\(가\)|은\(는\)|와\(과\)|\(으\)로|채팅방/u,
    foreignQuotes: /["'「」«»]/u,
  },
}
