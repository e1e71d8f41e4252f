type Known = Record<string, { es: string; pa: string }>

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Gives the function that says an English complaint in another language; one that nobody has translated stays as it is. The blanks
 * of a sentence, `{}`, are kept, or said too where they are words of ours. */
export function saying(known: Known, language: 'es' | 'pa'): (complaint: string) => string {
  const patterns = Object.entries(known).map(([english, others]) => ({ pattern: new RegExp(`^${english.split('{}').map(escaped).join('(.+?)')}$`, 's'), words: others[language] }))
  const say = (complaint: string): string => {
    for (const { pattern, words } of patterns) {
      const found = pattern.exec(complaint)
      if (!found) continue
      const blanks = found.slice(1).map((blank) => (blank === complaint ? blank : say(blank)))
      return words.split('{}').reduce((told, part, index) => told + (blanks[index - 1] ?? '') + part)
    }
    return complaint
  }
  return say
}

export const dictionary = () => import('@/words/complaints.json').then((module) => module.default as Known)
