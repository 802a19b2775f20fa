/** A message's text as HTML that a page can show: its entities as elements, everything else escaped. */

import { inOrder } from './entities.ts'
import type { Entity, RichText } from './model.ts'

export function renderHtml(text: RichText): string {
  return piece(text.text, 0, text.text.length, inOrder(text.entities))
}

/** Renders the text from `from` to `to` with the entities in it, outer ones first. */
function piece(text: string, from: number, to: number, entities: readonly Entity[]): string {
  let html = ''
  let at = from
  let rest = [...entities]
  while (rest.length > 0) {
    const [entity, ...others] = rest
    if (entity === undefined) break
    const start = Math.max(entity.offset, at)
    const end = Math.min(entity.offset + entity.length, to)
    if (end <= start) {
      rest = others
      continue
    }
    const inside: Entity[] = []
    const after: Entity[] = []
    for (const other of others) {
      const otherEnd = other.offset + other.length
      if (other.offset >= end) after.push(other)
      else {
        inside.push({ ...other, length: Math.min(otherEnd, end) - other.offset })
        // An entity that crosses the end continues behind it.
        if (otherEnd > end) after.push({ ...other, offset: end, length: otherEnd - end })
      }
    }
    const [open, close] = element(entity, text.slice(entity.offset, end))
    html += escaped(text.slice(at, start)) + open + piece(text, start, end, inside) + close
    at = end
    rest = [...inOrder(after)]
  }
  return html + escaped(text.slice(at, to))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function element(entity: Entity, text: string): readonly [string, string] {
  switch (entity.type) {
    case 'bold':
      return ['<b>', '</b>']
    case 'italic':
      return ['<i>', '</i>']
    case 'underline':
      return ['<u>', '</u>']
    case 'strikethrough':
      return ['<s>', '</s>']
    case 'spoiler':
      return ['<span class="spoiler">', '</span>']
    case 'blockquote':
      return ['<blockquote>', '</blockquote>']
    case 'expandable_blockquote':
      return ['<blockquote class="expandable">', '</blockquote>']
    case 'code':
      return ['<code>', '</code>']
    case 'pre':
      return [`<pre data-language="${escaped(entity.language ?? '')}">`, '</pre>']
    case 'text_link':
      return link(entity.url ?? '')
    case 'url':
      return link(/^[a-z]+:\/\//iu.test(text) ? text : `http://${text}`)
    case 'mention':
      return link(`https://t.me/${text.slice(1)}`)
    case 'email':
      return link(`mailto:${text}`)
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
    case 'bot_command':
    case 'custom_emoji':
      return [`<span class="${entity.type}">`, '</span>']
  }
}

function link(url: string): readonly [string, string] {
  if (!/^(?:https?|mailto|tg|ton):/iu.test(url)) return ['', '']
  return [`<a href="${escaped(url)}" target="_blank" rel="noreferrer">`, '</a>']
}
