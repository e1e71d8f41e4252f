export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEPT = 'firstring.theme'

export const chosenTheme = (): Theme => THEMES.find((theme) => theme === localStorage.getItem(KEPT)) ?? 'system'

/** `system`: as the device has it. */
export function wear(theme: Theme) {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme
    localStorage.removeItem(KEPT)
  } else {
    document.documentElement.dataset.theme = theme
    localStorage.setItem(KEPT, theme)
  }
}
