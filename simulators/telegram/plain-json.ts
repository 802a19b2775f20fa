/** Copies JSON data without undefined fields, as a request carries it. */
import type { Json, JsonObject } from './model.ts'

export function plain(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  return isList(value) ? value.map(plain) : plainObject(value)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

export function plainObject(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => (field === undefined ? [] : [[name, plain(field)]])),
  )
}
