/** A new id for something made here; asking again with the same id makes nothing twice. */
export const newId = (kind: string) => `${kind}-${crypto.randomUUID()}`

/** A sentence in the language of whoever looks, else in English, else in any. */
export const worded = (text: Partial<Record<string, string>> | undefined, language: string) =>
  text?.[language.slice(0, 2)] ?? text?.en ?? Object.values(text ?? {})[0] ?? ''
