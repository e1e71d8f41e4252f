import { expect, it } from 'vitest'
import { saying } from '@/features/assistant/api/translated'
import known from '@/words/complaints.json'

const spanish = saying(known, 'es')

it('a complaint is said in the language of the page, with what is in its blanks', () => {
  expect(spanish('"ninety" is no amount of money; write digits, such as 12.50')).toBe('"ninety" no es un importe; escriba cifras, por ejemplo 12.50')
  expect(spanish('"stuff" is none of the words that may stand here: staff or table; did you mean staff?')).toBe('"stuff" no es ninguna de las palabras posibles aquí: staff or table; ¿quiso decir staff?')
  expect(saying(known, 'pa')('must not be negative')).toBe('ਮਨਫ਼ੀ ਨਹੀਂ ਹੋ ਸਕਦਾ')
})

it('so are words of ours in the blanks', () => {
  expect(spanish('nobody and nothing here meets it: staff with cut')).toBe('nadie ni nada aquí lo cumple: staff with cut')
  expect(spanish('words belong here, not a list')).toBe('aquí van palabras, no una lista')
})

it('what nobody has translated stays as it is', () => {
  expect(spanish('a sentence from tomorrow')).toBe('a sentence from tomorrow')
})

it('every sentence leaves its blanks in every language', () => {
  for (const [english, others] of Object.entries(known)) for (const words of Object.values(others)) expect([english, words.split('{}').length]).toEqual([english, english.split('{}').length])
})
