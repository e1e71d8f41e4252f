/** How a change of a definition is told where the page is not in English; in English the API tells it. */
export interface ChangeWords {
  day: Record<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun', string>
  instead: (now: string, was: string) => string
  price: (was: string, now: string) => string
  and: (told: string, others: string) => string
  added: string
  removed: string
  order: string
  business: (name: string, numbers: string) => string
  breaks: string
  opens: (now: string, was: string) => string
  closes: (now: string, was: string) => string
  fromTo: (from: string, to: string) => string
  closed: string
  asUsual: string
  nothing: string
  yes: string
  no: string
  minutes: (count: string) => string
  hours: (count: string) => string
  days: (count: string) => string
}

const only = (one: string, several: string) => (count: string) => `${count} ${count === '1' ? one : several}`

export const es: ChangeWords = {
  day: { mon: 'lunes', tue: 'martes', wed: 'miércoles', thu: 'jueves', fri: 'viernes', sat: 'sábado', sun: 'domingo' },
  instead: (now, was) => `${now} en vez de ${was}`,
  price: (was, now) => `de ${was} a ${now}`,
  and: (told, others) => `${told} (y en ${others})`,
  added: 'nuevo',
  removed: 'ya no está',
  order: 'en otro orden',
  business: (name, numbers) => `Nuevo negocio: ${name}, contesta en ${numbers}`,
  breaks: 'descansos',
  opens: (now, was) => `abre a las ${now} en vez de las ${was}`,
  closes: (now, was) => `cierra a las ${now} en vez de las ${was}`,
  fromTo: (from, to) => `${from} a ${to}`,
  closed: 'cerrado',
  asUsual: 'como siempre',
  nothing: 'nada',
  yes: 'sí',
  no: 'no',
  minutes: only('minuto', 'minutos'),
  hours: only('hora', 'horas'),
  days: only('día', 'días'),
}

export const pa: ChangeWords = {
  day: { mon: 'ਸੋਮਵਾਰ', tue: 'ਮੰਗਲਵਾਰ', wed: 'ਬੁੱਧਵਾਰ', thu: 'ਵੀਰਵਾਰ', fri: 'ਸ਼ੁੱਕਰਵਾਰ', sat: 'ਸ਼ਨੀਵਾਰ', sun: 'ਐਤਵਾਰ' },
  instead: (now, was) => `${was} ਦੀ ਥਾਂ ${now}`,
  price: (was, now) => `${was} ਤੋਂ ${now}`,
  and: (told, others) => `${told} (ਅਤੇ ${others} ਵਿੱਚ ਵੀ)`,
  added: 'ਨਵਾਂ',
  removed: 'ਹਟਾਇਆ ਗਿਆ',
  order: 'ਹੋਰ ਤਰਤੀਬ ਵਿੱਚ',
  business: (name, numbers) => `ਨਵਾਂ ਕਾਰੋਬਾਰ: ${name}, ${numbers} ਉੱਤੇ ਜਵਾਬ ਦਿੰਦਾ ਹੈ`,
  breaks: 'ਵਿਚਲੀ ਛੁੱਟੀ',
  opens: (now, was) => `${was} ਦੀ ਥਾਂ ${now} ਵਜੇ ਖੁੱਲ੍ਹਦਾ ਹੈ`,
  closes: (now, was) => `${was} ਦੀ ਥਾਂ ${now} ਵਜੇ ਬੰਦ ਹੁੰਦਾ ਹੈ`,
  fromTo: (from, to) => `${from} ਤੋਂ ${to}`,
  closed: 'ਬੰਦ',
  asUsual: 'ਆਮ ਵਾਂਗ',
  nothing: 'ਕੁਝ ਨਹੀਂ',
  yes: 'ਹਾਂ',
  no: 'ਨਹੀਂ',
  minutes: only('ਮਿੰਟ', 'ਮਿੰਟ'),
  hours: only('ਘੰਟਾ', 'ਘੰਟੇ'),
  days: only('ਦਿਨ', 'ਦਿਨ'),
}
