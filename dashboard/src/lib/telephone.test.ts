import { describe, expect, it } from 'vitest'
import { e164, telephone } from '@/lib/telephone'

describe('a telephone number', () => {
  it('is shown as people at the house write it', () => {
    expect(telephone('+14155550201', '+14155550100')).toBe('(415) 555-0201')
    expect(telephone('+14155550201', '+525512345678')).toBe('+1 415-555-0201')
    expect(telephone('+442079460201', '+14155550100')).toBe('+44 20 7946 0201')
    expect(telephone('+525512345678', '+525587654321')).toBe('55 1234 5678')
    expect(telephone('+919876543210', '+14155550100')).toBe('+91 98765 43210')
    expect(telephone('+353861234567')).toBe('+353 861 234 567')
  })
  it('that is none of the world stays as it is', () => {
    expect(telephone('anonymous')).toBe('anonymous')
    expect(telephone('')).toBe('')
  })
  it('is understood as people write it', () => {
    expect(e164('(415) 555-0201')).toBe('+14155550201')
    expect(e164('1 415 555 0201')).toBe('+14155550201')
    expect(e164('+44 20 7946 0201')).toBe('+442079460201')
    expect(e164('555-0201')).toBeNull()
    expect(e164('call me')).toBeNull()
  })
})
