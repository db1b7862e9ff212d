import { expect, test } from 'vitest'
import { daysLeft, lastDay, shadeOf } from '../src/deadline'

const at = (text: string) => Date.parse(text + '+08:00')

test('a limit that ends at midnight ends today for whoever looks in the evening before', () => {
  expect(shadeOf('2026-02-26T00:00:00+08:00', at('2026-02-25T21:00:00'))).toBe('today')
  expect(lastDay('2026-02-26T00:00:00+08:00', 'zh-CN')).toContain('2/25')
})

test('the very moment of the end is late', () => {
  expect(shadeOf('2026-02-26T00:00:00+08:00', at('2026-02-26T00:00:00'))).toBe('late')
})

test('days are those of China, wherever the browser stands', () => {
  expect(daysLeft('2026-02-28T00:00:00+08:00', at('2026-02-25T00:30:00'))).toBe(2)
  expect(shadeOf('2026-02-27T00:00:00+08:00', at('2026-02-25T23:59:00'))).toBe('soon')
  expect(daysLeft('2026-02-24T00:00:00+08:00', at('2026-02-25T12:00:00'))).toBe(-2)
})
