import { describe, expect, it } from 'vitest'
import { definitionOf, EMPTY, type House, missing, offered, type Pack } from '@/features/set-up/api/house'

const salon = {
  name: 'salon@1',
  vertical: 'salon',
  services: [
    { id: 'mens_cut', name: { en: "a men's haircut" }, minutes: 30, needs: [{ kind: 'staff', skills: ['cut'] }, { kind: 'chair' }] },
    { id: 'full_color', name: { en: 'full color' }, minutes: 120, needs: [{ kind: 'staff', skills: ['color'] }, { kind: 'chair' }] },
  ],
} as unknown as Pack
const restaurant = { name: 'restaurant@1', vertical: 'restaurant', services: [{ id: 'table', name: { en: 'a table' }, minutes: 90, needs: [{ kind: 'table' }] }] } as unknown as Pack

const house: House = {
  ...EMPTY,
  vertical: 'salon',
  name: 'Lotus',
  address: '1 Main Street',
  timezone: 'America/Los_Angeles',
  offers: { mens_cut: { on: true, price: '45', minutes: '' } },
  own: [{ name: 'Beard trim', minutes: 20, price: '25' }],
  people: [{ name: 'Ana', not: ['full_color'] }, { name: 'Marco', not: [] }, { name: ' ', not: [] }],
  number: '+14155550201',
}

describe('the first version of a business', () => {
  it('names the trade’s services and gives its own in full', () => {
    expect(definitionOf(house, salon, '').services).toEqual([
      { id: 'mens_cut', price: '45' },
      { id: 'full_color' },
      { id: 'beard_trim', name: { en: 'Beard trim' }, minutes: 20, price: '25', needs: [{ kind: 'staff', skills: ['beard_trim'] }, { kind: 'chair' }] },
    ])
  })

  it('has the people with what they do, and a chair for each of them', () => {
    expect(definitionOf(house, salon, '').resources).toEqual([
      { id: 'ana', kind: 'staff', name: 'Ana', skills: ['cut', 'beard_trim'] },
      { id: 'marco', kind: 'staff', name: 'Marco', skills: ['cut', 'color', 'beard_trim'] },
      { id: 'chair_1', kind: 'chair', name: 'Chair 1' },
      { id: 'chair_2', kind: 'chair', name: 'Chair 2' },
    ])
  })

  it('leaves out what is not offered', () => {
    const without = { ...house, own: [], offers: { full_color: { on: false, price: '', minutes: '' } } }
    expect(offered(without, salon).map((one) => one.id)).toEqual(['mens_cut'])
  })

  it('has tables by their seats, and dishes of which nobody knows what is in them', () => {
    const told = definitionOf({ ...house, vertical: 'restaurant', tables: { 2: 1, 4: 1 }, dishes: [{ name: 'Dal', minutes: null, price: '12' }] }, restaurant, 'north')
    expect(told.resources.map((one) => [one.id, 'max_party' in one && one.max_party])).toEqual([['table_1', 2], ['table_2', 4]])
    expect(told.menu[0]).toMatchObject({ id: 'dal', name: { en: 'Dal' }, price: '12' })
    expect(told.menu[0]?.unknown).toContain('peanut')
    expect(told.agency).toBe('north')
  })
})

describe('what is still missing', () => {
  it('is nothing of a whole house', () => expect(missing(house, salon)).toEqual([]))
  it('is told part by part', () => {
    expect(missing({ ...house, name: '', people: [], number: '', hours: [] }, salon)).toEqual(['noBasics', 'noHours', 'noPlaces', 'noNumber'])
  })
})
