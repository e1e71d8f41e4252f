import { afterAll, beforeAll, expect, it } from 'vitest'
import { i18next } from '@/lib/i18n'
import { amount, money, plainNumber, priceOf, seconds, smallCost } from '@/lib/numbers'

beforeAll(() => i18next.init({ lng: 'en' }))
afterAll(() => i18next.changeLanguage('en'))

it.each(['en', 'es', 'pa'])('a dollar is written as where it is paid with, in %s', async (language) => {
  await i18next.changeLanguage(language)
  expect(priceOf('8.50', 'USD')).toBe('$8.50')
  expect(money(1234.5, 'USD')).toBe('$1,235')
  expect(amount(8.5, 'USD', language)).toBe('$8.50')
  expect(smallCost(0.0123)).toBe('$0.0123')
})

it.each([
  ['en', '€8.50', 'CA$8.50', 'MX$8.50'],
  ['es', '8,50 €', 'CAD 8.50', 'MXN 8.50'],
])('in %s other money is written so that nobody takes it for dollars of the United States', async (language, euros, canadian, pesos) => {
  await i18next.changeLanguage(language)
  expect(['EUR', 'CAD', 'MXN'].map((currency) => priceOf('8.50', currency).replace(/\s/g, ' '))).toEqual([euros, canadian, pesos])
})

it('a number stands beside money with the same point', async () => {
  await i18next.changeLanguage('es')
  expect([plainNumber(12345.5), seconds(1200)]).toEqual(['12,345.5', '1.2 s'])
})

it('what is being typed and is no number yet stays as it is', () => expect(priceOf('8.5o', 'USD')).toBe('8.5o'))
