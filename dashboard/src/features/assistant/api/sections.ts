/** Parts of the assistant in the order of the page, each with the fields of the definition it is about. */
const FIELDS = {
  basics: ['name', 'spoken_name', 'identity', 'address', 'directions', 'languages', 'recording', 'texts'],
  services: ['services', 'menu'],
  hours: ['hours', 'overrides'],
  house: ['resources', 'combinations'],
  people: ['handoffs', 'colleagues'],
  intake: ['intake'],
  tasks: ['workflows'],
  answers: ['faqs'],
  documents: [],
  policies: ['policies'],
  tone: ['affect'],
  voice: ['speech', 'pronunciations'],
  wording: ['wording', 'signed'],
} as const

export type SectionName = keyof typeof FIELDS
export const SECTIONS = Object.keys(FIELDS) as SectionName[]

/** Where a field is worked on; the first part is for whatever has no place of its own. */
export const sectionOf = (field: string): SectionName => SECTIONS.find((name) => (FIELDS[name] as readonly string[]).includes(field)) ?? 'basics'
