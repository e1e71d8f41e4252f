/** A number as people of its country write it; others as they are. */
export function telephone(number: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number) ?? []
  return line ? `(${area}) ${exchange}-${line}` : number
}

/** As it is typed, in the form the service keeps: `+14155550199`. Without a country it is one of North America. Null: it is none. */
export function e164(typed: string): string | null {
  const digits = typed.replace(/[^\d+]/g, '')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  if (/^1?[2-9]\d{9}$/.test(digits)) return `+${digits.length === 11 ? '' : '1'}${digits}`
  return null
}
