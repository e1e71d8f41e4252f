/** Short words about what has just been done. They are told once, wherever the page shows them (`Toasts`). */
export type Shade = 'good' | 'warn' | 'danger'

export interface Toast {
  readonly id: number
  readonly words: string
  readonly shade: Shade
}

/** Older ones make room. */
const MOST = 3

let shown: readonly Toast[] = []
let last = 0
const watchers = new Set<() => void>()

function show(next: readonly Toast[]) {
  shown = next
  for (const changed of watchers) changed()
}

const tell = (shade: Shade) => (words: string) => show([...shown, { id: ++last, words, shade }].slice(-MOST))

export const toast = { success: tell('good'), warning: tell('warn'), error: tell('danger') }

export const dismiss = (id: number) => show(shown.filter((one) => one.id !== id))

export const toasts = () => shown

export function watchToasts(changed: () => void) {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}
