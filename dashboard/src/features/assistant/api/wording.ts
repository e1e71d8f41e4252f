import type { Definition, Language } from '@/features/assistant/api/draft'
import type { Schemas } from '@/lib/api'

export type Sentence = Schemas['SentenceOut']
type Place = Pick<Sentence, 'sentence' | 'variant'> & { language: Language }
type Words = Pick<Definition, 'wording' | 'signed'>

const at = (place: Place) => (one: { language: Language; sentence: string; variant: number }) =>
  one.language === place.language && one.sentence === place.sentence && one.variant === place.variant

/** What is written of one's own, kept or not yet; undefined: the words that come with it. */
export const ownAt = (words: Words, place: Place) => words.wording.find(at(place))?.text

export const indexAt = (words: Words, place: Place) => words.wording.findIndex(at(place))

/** With words of one's own for a sentence; what comes with it, or nothing, are none. */
export function reworded(words: Words, place: Place, text: string, builtIn: string): Pick<Words, 'wording'> {
  const { language, sentence, variant } = place
  const others = words.wording.filter((one) => !at(place)(one))
  const index = indexAt(words, place)
  if (!text.trim() || text === builtIn) return { wording: others }
  const own = { language, sentence, variant, text }
  return { wording: index < 0 ? [...others, own] : words.wording.map((one, other) => (other === index ? own : one)) }
}

/** Who vouches for these very words. */
export const signatureAt = (words: Words, place: Place, text: string) => words.signed.find((one) => at(place)(one) && one.text === text)

export function signed(words: Words, place: Place, text: string, by: string, on: string): Pick<Words, 'signed'> {
  const { language, sentence, variant } = place
  return { signed: [...words.signed.filter((one) => !at(place)(one)), { language, sentence, variant, text, by, on }] }
}
