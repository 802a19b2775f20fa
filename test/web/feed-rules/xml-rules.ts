/** Rules of feeds in XML. */
import { XMLValidator } from 'fast-xml-parser'
import { isLanguage, isWebAddress, namespaces, type Rule } from './forms.ts'
import { everyElement, type XmlElement } from './xml-tree.ts'

export const xmlRules: readonly Rule<{ readonly text: string; readonly root: XmlElement }>[] = [
  ['is well formed', ({ text }) => (XMLValidator.validate(text) === true ? [] : ['not well formed'])],
  [
    'has only characters of XML 1.0',
    ({ text }) => (text.isWellFormed() ? (text.match(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu) ?? []) : ['surrogates']),
  ],
  [
    'declares the prefixes that it uses, with their usual names',
    ({ root }) =>
      everyElement(root).flatMap(({ name }) => {
        const prefix = name.includes(':') ? (name.split(':')[0] ?? '') : ''
        const declared = root.attributes[`xmlns:${prefix}`]
        return prefix === '' || (declared !== undefined && declared === namespaces[prefix]) ? [] : name
      }),
  ],
  [
    'names languages by BCP 47 tags',
    ({ root }) =>
      everyElement(root).flatMap(({ name, attributes, text }) => {
        const tags = [attributes['xml:lang'] ?? '', /^(?:language|dc:language)$/u.test(name) ? text : '']
        return tags.filter((tag) => tag !== '' && !isLanguage(tag))
      }),
  ],
  [
    'gives pictures of items an address and a medium',
    ({ root }) =>
      everyElement(root).flatMap(({ name, attributes: { url, medium } }) =>
        name !== 'media:content' || (isWebAddress(url) && medium === 'image') ? [] : `${url} ${medium}`,
      ),
  ],
]
