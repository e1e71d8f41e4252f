/** Country codes of two digits; those of North America and of Russia have one, the others three. ITU-T E.164. */
const OF_TWO = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/

const codeOf = (digits: string) => digits.slice(0, /^[17]/.test(digits) ? 1 : OF_TWO.test(digits) ? 2 : 3)

/** How many digits stand together, by how many there are after the country's code. */
const GROUPS: Record<number, number[]> = { 7: [3, 4], 8: [4, 4], 9: [3, 3, 3], 10: [3, 3, 4], 11: [3, 4, 4] }

const OWN_GROUPS: Record<string, number[]> = { '44': [2, 4, 4], '52': [2, 4, 4], '91': [5, 5] }

function grouped(code: string, rest: string): string {
  const groups = (rest.length === 10 ? OWN_GROUPS[code] : undefined) ?? GROUPS[rest.length] ?? [rest.length]
  let from = 0
  return groups.map((many) => rest.slice(from, (from += many))).join(' ')
}

/** A number as it is written at a house with the number `near`: without the country's code at home where that can be dialled, with it
 * elsewhere. What is no number of the world stays as it is. */
export function telephone(number: string, near = '+1'): string {
  const [, digits] = /^\+([1-9]\d{6,14})$/.exec(number) ?? []
  if (!digits) return number
  const code = codeOf(digits)
  const rest = digits.slice(code.length)
  const atHome = codeOf(near.replace('+', '')) === code
  const [, area, exchange, line] = (code === '1' && /^(\d{3})(\d{3})(\d{4})$/.exec(rest)) || []
  if (line) return atHome ? `(${area}) ${exchange}-${line}` : `+1 ${area}-${exchange}-${line}`
  return atHome && (code === '52' || code === '91') ? grouped(code, rest) : `+${code} ${grouped(code, rest)}`
}

/** As it is typed, in the form the service keeps: `+14155550199`. Without a country it is one of North America. Null: it is none. */
export function e164(typed: string): string | null {
  const digits = typed.replace(/[^\d+]/g, '')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  if (/^1?[2-9]\d{9}$/.test(digits)) return `+${digits.length === 11 ? '' : '1'}${digits}`
  return null
}
