const IDLE_AFTER_MS = 500

/** Ends the browser's present task: between two it draws, and hears whoever taps. A phone takes a while for each. */
export const nextTask = () => new Promise<void>((go) => setTimeout(go))

/** Until the browser has nothing else to do; Safari, which does not tell, a while. */
export const whenIdle = () =>
  new Promise<void>((go) => (typeof requestIdleCallback === 'function' ? requestIdleCallback(() => go()) : setTimeout(go, IDLE_AFTER_MS)))

/** Begins each in a task of its own: several requests sent at once, when a page is first drawn, hold up a phone for a tenth of a second.
 * What fails is asked for again by the page, which tells it. */
export async function inTasks(asks: readonly (() => Promise<unknown>)[]) {
  for (const ask of asks) {
    void ask()
    await nextTask()
  }
}
