/** Ends the browser's present task: between two it draws, and hears whoever taps. A phone takes a while for each. */
export const nextTask = () => new Promise<void>((go) => setTimeout(go))
