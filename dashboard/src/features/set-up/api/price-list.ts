export interface Line {
  name: string
  minutes: number | null
  price: string
}

const MINUTES = /(?<![\d.])(\d{1,3})\s*(?:minutes?|minutos?|mins?|['′])(?![a-z])\.?/i
const HOURS = /(?<![\d.])(\d(?:[.,]5)?)\s*(?:hours?|horas?|hrs?|h)(?![a-z])\.?/i
const PRICE = /(?:[$€£₹]\s*)?(\d{1,5}(?:[.,]\d{1,2})?)\s*(?:[$€£₹]|usd|eur|cad|gbp|dollars?|d[oó]lares)?\s*$/i
const EDGES = /^[\s•*·\-–—.]+|[\s:;,.…·•\-–—|]+$/g

/** A price list as somebody has it somewhere, a line for each thing: its name, perhaps how long it takes, and last what it costs. */
export function readPriceList(text: string): { lines: Line[]; unread: string[] } {
  const lines: Line[] = []
  const unread: string[] = []
  for (const line of text.split(/\r?\n/).map((one) => one.trim()).filter(Boolean)) {
    const read = readLine(line)
    if (read) lines.push(read)
    else unread.push(line)
  }
  return { lines, unread }
}

function readLine(line: string): Line | null {
  const took = MINUTES.exec(line)
  const hours = took ? null : HOURS.exec(line)
  const minutes = took ? Number(took[1]) : hours ? Math.round(Number(hours[1]!.replace(',', '.')) * 60) : null
  const rest = line.replace((took ?? hours)?.[0] ?? '', ' ').replace(/[\s,;|/()]+$/, '')
  const price = PRICE.exec(rest)
  if (!price) return null
  const name = rest.slice(0, price.index).replace(/\(\s*\)/g, '').replace(EDGES, '').replace(/\s+/g, ' ').trim()
  return name && /\p{L}/u.test(name) ? { name, minutes, price: price[1]!.replace(',', '.') } : null
}
