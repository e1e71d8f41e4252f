/** Kinds of files by the end of their names, as the service reads them. */
const TYPES: Record<string, string> = {
  txt: 'text/plain',
  text: 'text/plain',
  md: 'text/markdown',
  markdown: 'text/markdown',
  pdf: 'application/pdf',
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'application/xhtml+xml',
}
export const ACCEPTED = Object.keys(TYPES).map((one) => `.${one}`).join(',')
export const MOST_BYTES = 5_000_000

/** By its name, as a browser's own guess is empty or wrong for some; undefined: it cannot be read. */
export const typeOf = (name: string): string | undefined => TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()]
