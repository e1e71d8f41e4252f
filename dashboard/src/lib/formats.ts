/** Each is made once: making one takes a browser as long as using it a hundred times, and a list has one for each line. */
function madeOnce<Options, Format>(make: (locale: string, options: Options) => Format) {
  const made = new Map<string, Format>()
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`
    const known = made.get(key) ?? make(locale, options)
    made.set(key, known)
    return known
  }
}

export const dateFormat = madeOnce((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options))
export const numberFormat = madeOnce((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))

/** Before the first one, whichever it is, a browser reads what it knows of languages: a phone takes a tenth of a second for it. */
export const readLocales = () => void dateFormat('en', {})
