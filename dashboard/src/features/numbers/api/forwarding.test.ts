import { describe, expect, it } from 'vitest'
import { codeFor, COMPANIES } from '@/features/numbers/api/forwarding'

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
