import { describe, expect, it } from 'vitest'
import { readPriceList } from '@/features/set-up/api/price-list'

const one = (line: string) => readPriceList(line).lines[0]

describe('a pasted price list', () => {
  it.each([
    ['Beard trim 20 min 25', { name: 'Beard trim', minutes: 20, price: '25' }],
    ['Beard trim ........ $25', { name: 'Beard trim', minutes: null, price: '25' }],
    ['• Balayage, 2.5 h, 190.00', { name: 'Balayage', minutes: 150, price: '190.00' }],
    ['Corte de mujer – 45 minutos – 75 €', { name: 'Corte de mujer', minutes: 45, price: '75' }],
    ['Chicken tikka: 18,50', { name: 'Chicken tikka', minutes: null, price: '18.50' }],
    ['Perm (90 min) $120', { name: 'Perm', minutes: 90, price: '120' }],
    ['7-Up 3', { name: '7-Up', minutes: null, price: '3' }],
  ])('%s', (line, read) => expect(one(line)).toEqual(read))

  it('tells what it could not read, and reads the rest', () => {
    expect(readPriceList('Cuts\n\nFringe 15\n12\n')).toEqual({ lines: [{ name: 'Fringe', minutes: null, price: '15' }], unread: ['Cuts', '12'] })
  })
})
