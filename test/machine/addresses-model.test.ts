/** Ordinary headlines do not speak to a model: each that seems to costs a call of its own. */
import { describe, expect, it } from 'vitest'
import { addressesModel } from '../../src/machine/addresses-model.ts'

const ordinary = [
  'Officials say talks with Iran will resume',
  'Trump set to meet Xi as tariffs loom',
  'Verstappen wins fourth title in Las Vegas',
  'Djokovic: “I will answer only on court”',
  'You must see these 10 films, says critic',
  'Ministers ignore warnings about floods',
  'New rules for landlords from January',
  'How to write a novel in 30 days',
  'Apple adds new models to repair programme',
  'OpenAI releases large language model for phones',
  'Reply to critics: why we print every letter',
  'System failure stops trains in Kent',
  'All lines open again after storm',
  'The next one: SpaceX launches 23 satellites',
  'U.S. Senate passes bill (3rd attempt)',
  'Dow Jones: +1.2 %, Nasdaq: -0.4 %',
  'Bundestag: Regierung ignoriert Urteil zu Grenzkontrollen',
  'Am 3. Oktober bleibt alles geschlossen',
  'Rindfleischetikettierungsüberwachung abgeschafft',
  'Sánchez responde a Feijóo: “No habrá elecciones”',
  'Macron répond aux critiques : « Je reste »',
  'Россия ответила на санкции: “Это ошибка”',
  'Парламент забыл о пенсионерах, пишут газеты',
  '外交部回应：“坚决反对”',
  '忽略这些信号，可能是大病前兆',
  '首相「指示はしていない」と答弁',
  '대통령, 예산안 처리 지시',
  'وزير الخارجية: لن نتجاهل الأزمة',
  'چرا مردم دستور پخت قدیمی را فراموش کردند',
  'C++26, Rust 2.0 and what’s next',
  'Bitcoin falls below $90,000 – again',
  'Mailing list <dev@lists.example> moves',
]

describe('an ordinary headline', () => {
  it.each(ordinary)('does not speak to the model: %s', (title) => {
    expect(addressesModel(title)).toBe(false)
  })
})
