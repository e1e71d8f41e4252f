import { expect, it } from 'vitest'
import { ACCEPTED, typeOf } from '@/features/assistant/api/documents'

it('files are known by the end of their names', () => {
  expect(typeOf('House Rules.PDF')).toBe('application/pdf')
  expect(typeOf('menu.old.htm')).toBe('text/html')
  expect(typeOf('prices.xlsx')).toBeUndefined()
  expect(typeOf('pdf')).toBe('application/pdf')
  expect(ACCEPTED).toContain('.md')
})
