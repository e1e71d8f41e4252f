/** How soon a caller counts as upset, in a hurry or unsure: two probabilities in the definition, three choices on the page. */
export const PROMPTNESS = ['early', 'usual', 'late'] as const

export type Promptness = (typeof PROMPTNESS)[number]

export interface Marks {
  after: number
  until: number
}

const USUAL = { frustrated: { after: 0.6, until: 0.3 }, urgent: { after: 0.6, until: 0.3 }, hesitant: { after: 0.5, until: 0.3 } } as const

/** Away from the usual mark, where a turn's clear sign alone (0.45) begins or no longer begins a mood. */
const STEP = 0.2

const rounded = (value: number) => Math.round(value * 100) / 100

export function withPromptness(mood: keyof typeof USUAL, promptness: Promptness): Marks {
  const { after, until } = USUAL[mood]
  if (promptness === 'early') return { after: rounded(after - STEP), until: rounded(until - STEP / 2) }
  return promptness === 'late' ? { after: rounded(after + STEP), until } : { after, until }
}

/** Null: the definition has marks of its own. */
export function promptnessOf(mood: keyof typeof USUAL, marks: Marks): Promptness | null {
  const meant = (one: Promptness) => {
    const { after, until } = withPromptness(mood, one)
    return marks.after === after && marks.until === until
  }
  return PROMPTNESS.find(meant) ?? null
}
