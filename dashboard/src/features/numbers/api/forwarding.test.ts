import { describe, expect, it } from 'vitest'
import { codeFor, COMPANIES } from '@/features/numbers/api/forwarding'
import { e164, telephone } from '@/features/numbers/api/telephone'

const company = (id: string) => COMPANIES.find((one) => one.id === id)!

describe('what is dialled to send calls on', () => {
  it('is the code of mobile networks with the whole number', () => {
    expect(codeFor(company('att'), 'unanswered', '+14155550201')).toMatchObject({ dial: '**61*+14155550201#', stop: '##61#' })
    expect(codeFor(company('tmobile'), 'all', '+14155550201')?.dial).toBe('**21*+14155550201#')
  })
  it('is a star and ten digits where the company has its own codes', () => {
    expect(codeFor(company('verizon'), 'unanswered', '+14155550201')).toMatchObject({ dial: '*714155550201', stop: '*73' })
    expect(codeFor(company('us_landline'), 'busy', '+14155550201')).toMatchObject({ dial: '*684155550201', stop: '*88' })
  })
  it('is dialled at home or abroad from a British landline', () => {
    expect(codeFor(company('gb_landline'), 'all', '+442079460201')?.dial).toBe('*21*02079460201#')
    expect(codeFor(company('gb_landline'), 'all', '+14155550201')?.dial).toBe('*21*0014155550201#')
  })
  it('says where it is from, for every company', () => {
    for (const one of COMPANIES) expect(codeFor(one, 'all', '+14155550201')?.source.url).toMatch(/^https:/)
  })
})

describe('a telephone number', () => {
  it('is shown as people write it', () => {
    expect(telephone('+14155550201')).toBe('(415) 555-0201')
    expect(telephone('+442079460201')).toBe('+442079460201')
  })
  it('is understood as people write it', () => {
    expect(e164('(415) 555-0201')).toBe('+14155550201')
    expect(e164('1 415 555 0201')).toBe('+14155550201')
    expect(e164('+44 20 7946 0201')).toBe('+442079460201')
    expect(e164('555-0201')).toBeNull()
    expect(e164('call me')).toBeNull()
  })
})
