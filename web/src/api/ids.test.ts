import { expect, test } from 'vitest'
import { newId } from './ids.ts'

test('is a UUID of version 7', () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(newId()).not.toBe(newId())
})

test('carries the moment, so that later ids sort later', () => {
  const moment = Date.UTC(2026, 10, 21, 14)
  expect(Number.parseInt(newId(moment).replaceAll('-', '').slice(0, 12), 16)).toBe(moment)
  expect([newId(moment + 1), newId(moment)].toSorted()[0]?.startsWith(newId(moment).slice(0, 13))).toBe(true)
})
