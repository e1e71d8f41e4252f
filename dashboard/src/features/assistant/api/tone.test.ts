import { expect, it } from 'vitest'
import { PROMPTNESS, promptnessOf, withPromptness } from '@/features/assistant/api/tone'

it('each choice is found again in the marks it sets, and ends below where it begins', () => {
  for (const mood of ['frustrated', 'urgent', 'hesitant'] as const)
    for (const one of PROMPTNESS) {
      const marks = withPromptness(mood, one)
      expect(promptnessOf(mood, marks)).toBe(one)
      expect(marks.until).toBeLessThan(marks.after)
      expect(marks.after).toBeLessThanOrEqual(1)
    }
})

it('the usual marks are those of the definition', () => {
  expect(promptnessOf('frustrated', { after: 0.6, until: 0.3 })).toBe('usual')
  expect(promptnessOf('hesitant', { after: 0.5, until: 0.3 })).toBe('usual')
})

it('marks that somebody wrote by hand are none of the choices', () => {
  expect(promptnessOf('urgent', { after: 0.55, until: 0.3 })).toBeNull()
})
