import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type InterfaceLanguage, LANGUAGES, speak } from '@/lib/i18n'
import { chosenTheme, THEMES, type Theme, wear } from '@/lib/theme'

const look = 'min-h-10 rounded-lg border border-line bg-raised px-2 text-sm text-ink'

/** In what language and in which colours the page is shown: kept in this browser. */
export function Preferences() {
  const { t, i18n } = useTranslation()
  const [theme, setTheme] = useState(chosenTheme)
  return (
    <div className="flex flex-wrap gap-2">
      <select aria-label={t('shell.language')} className={look} value={i18n.language} onChange={(event) => void speak(event.target.value as InterfaceLanguage)}>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label={t('shell.theme')}
        className={look}
        value={theme}
        onChange={(event) => {
          const chosen = event.target.value as Theme
          wear(chosen)
          setTheme(chosen)
        }}
      >
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {t(`shell.${one}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
