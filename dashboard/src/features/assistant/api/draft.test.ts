import { expect, it } from 'vitest'
import { idFrom, moved, replaced, said, same, spoken, without } from '@/features/assistant/api/draft'

it('ids come from names, and none is given twice', () => {
  expect(idFrom('Café Señorial!', [])).toBe('cafe_senorial')
  expect(idFrom('Full color', ['full_color', 'full_color_2'])).toBe('full_color_3')
  expect(idFrom('ਚਾਹ', [])).toBe('item')
})

it('lists are changed without touching the old one', () => {
  const list = [{ a: 1, b: 2 }, { a: 3, b: 4 }]
  expect(replaced(list, 1, { a: 9 })).toEqual([{ a: 1, b: 2 }, { a: 9, b: 4 }])
  expect(without(list, 0)).toEqual([{ a: 3, b: 4 }])
  expect(list).toEqual([{ a: 1, b: 2 }, { a: 3, b: 4 }])
})

it('an empty sentence is none', () => {
  expect(spoken({ en: 'Hello', es: '  ' })).toEqual({ en: 'Hello' })
  expect(said({ en: 'Hello', es: 'Hola' }, 'es', '  ')).toEqual({ en: 'Hello' })
  expect(said({ en: 'Hello' }, 'pa', 'ਸਤ ਸ੍ਰੀ ਅਕਾਲ')).toEqual({ en: 'Hello', pa: 'ਸਤ ਸ੍ਰੀ ਅਕਾਲ' })
})

it('one of a list goes before or after the next', () => {
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
})

it('a definition is unchanged when its words are the same', () => {
  expect(same({ a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] })).toBe(true)
  expect(same({ a: [1, { b: 'x' }] }, { a: [1, { b: 'y' }] })).toBe(false)
  expect(same({ a: null }, { a: {} })).toBe(false)
})
