import { expect, it } from 'vitest'
import { naming, saying, withNames } from '@/lib/said'
import fields from '@/words/fields.json'
import known from '@/words/complaints.json'
import faults from '@/words/faults.json'

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

it('what the house has written stays as it is written', () => {
  const told = 'says "We are closed on Monday and open late.", but by your `hours` it is open on Monday (09:00 to 17:00) and is closed on Sunday; change one of the two'
  expect(spanish(told)).toBe('dice «We are closed on Monday and open late.», pero según su `hours` abre el lunes (09:00 to 17:00) y cierra el domingo; cambie uno de los dos')
})

it('a date in a sentence is one of that language', () => {
  expect(spanish('ended on 24 December 2026 and does nothing any more; take it out')).toBe('terminó el 24 de diciembre de 2026 y ya no hace nada; quítelo')
})

it('a place is told by the names of the page', () => {
  const place = naming(fields, 'es')
  expect(place('services, "full_color", price')).toBe('servicios, "full_color", precio')
  expect(place('hours no. 1, closes')).toBe('horario n.º 1, cierra')
  expect(place('faqs, "Lunch, on Mondays?", answer, en')).toBe('respuestas, "Lunch, on Mondays?", respuesta, inglés')
  expect(naming(fields, 'en')('the file')).toBe('the file')
})

it('so is a field in a sentence, with its value', () => {
  expect(withNames(fields, 'en')('write `max_party: 4` under `policies`')).toBe('write “largest party: 4” under “rules”')
  expect(withNames(fields, 'en')('write a line such as `id: juniper` or `xyz`')).toBe('write a line such as “short name: juniper” or `xyz`')
})

it('why a test failed is told with what was said and what was looked for as they are', () => {
  const told = saying(faults, 'es')
  expect(told("turn 2: the reply does not match 'piano stands': 'I am not sure: no piano is here instead of one'")).toBe(
    "turno 2: la respuesta no contiene 'piano stands': 'I am not sure: no piano is here instead of one'",
  )
  expect(told("turn 1: language is 'en' instead of 'es': 'Hello.'")).toBe("turno 1: el idioma es 'en' en vez de 'es': 'Hello.'")
  expect(saying(faults, 'pa')("a text nobody wanted: ['Hi']")).toBe("ਇੱਕ ਟੈਕਸਟ ਜੋ ਕਿਸੇ ਨੇ ਨਹੀਂ ਚਾਹਿਆ: ['Hi']")
})

it('what nobody has translated stays as it is', () => {
  expect(spanish('a sentence from tomorrow')).toBe('a sentence from tomorrow')
})

it('every sentence leaves its blanks in every language', () => {
  for (const [english, others] of Object.entries({ ...known, ...faults })) for (const words of Object.values(others)) expect([english, words.split('{}').length]).toEqual([english, english.split('{}').length])
})
