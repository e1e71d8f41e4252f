import { afterAll, beforeAll, expect, it } from 'vitest'
import { i18next } from '@/lib/i18n'
import { priceOf } from '@/lib/numbers'

beforeAll(() => i18next.init({ lng: 'en' }))
afterAll(() => i18next.changeLanguage('en'))

it('a price is told as money of the page', async () => {
  expect(priceOf('8.50', 'USD')).toBe('$8.50')
  await i18next.changeLanguage('es')
  expect(priceOf('8.50', 'USD').replace(/\s/g, ' ')).toBe('8,50 US$')
  await i18next.changeLanguage('pa')
  expect(priceOf('8.50', 'USD')).toBe('$8.50')
})

it('what is being typed and is no number yet stays as it is', () => expect(priceOf('8.5o', 'USD')).toBe('8.5o'))
