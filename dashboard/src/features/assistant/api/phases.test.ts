import { expect, it } from 'vitest'
import { occupying, wholeVisit, withPhases } from '@/features/assistant/api/phases'

it('a visit is as long as its phases together', () => {
  expect(withPhases([...wholeVisit(40, ['staff', 'chair']), { minutes: 35, occupies: ['chair'] }]).minutes).toBe(75)
  expect(withPhases([])).toEqual({ phases: [] })
})

it('what the service no longer needs is occupied in no phase', () => {
  expect(occupying([{ minutes: 20, occupies: ['staff', 'room'] }], ['staff'])).toEqual([{ minutes: 20, occupies: ['staff'] }])
})
