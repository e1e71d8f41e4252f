import { useTranslation } from 'react-i18next'
import { Area, Field } from '@/components/ui/field'
import { type Language, said, type Text } from '@/features/assistant/api/draft'

interface Props {
  label: string
  hint?: string
  error?: string
  languages: readonly Language[]
  text: Text
  onChange: (text: Text) => void
  long?: boolean
  required?: boolean
}

/** One sentence in each language that callers are spoken to in. */
export function TextFields({ label, hint, error, languages, text, onChange, long = false, required = false }: Props) {
  const { t } = useTranslation()
  const One = long ? LongField : ShortField
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {hint && <p className="mb-2 text-xs text-faint">{hint}</p>}
      <div className="grid gap-2">
        {languages.map((language, index) => (
          <One
            key={language}
            label={t(`language.${language}`)}
            lang={language}
            required={required && index === 0}
            value={text[language] ?? ''}
            error={index === 0 ? error : undefined}
            onSay={(words) => onChange(said(text, language, words))}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface One {
  label: string
  lang: string
  required: boolean
  value: string
  error?: string
  onSay: (words: string) => void
}

const ShortField = ({ onSay, ...rest }: One) => <Field {...rest} onChange={(event) => onSay(event.target.value)} />

const LongField = ({ onSay, ...rest }: One) => <Area {...rest} rows={2} onChange={(event) => onSay(event.target.value.replace(/\n/g, ' '))} />

interface ListsProps {
  label: string
  hint?: string
  error?: string
  languages: readonly Language[]
  lists: Partial<Record<string, string[]>>
  onChange: (lists: Record<string, string[]>) => void
}

/** Phrases in each language, one in each line. */
export function PhraseLists({ label, hint, error, languages, lists, onChange }: ListsProps) {
  const { t } = useTranslation()
  const written = (language: Language, phrases: string[]) => {
    const { [language]: _, ...others } = lists as Record<string, string[]>
    onChange(phrases.length > 0 ? { ...others, [language]: phrases } : others)
  }
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {hint && <p className="mb-2 text-xs text-faint">{hint}</p>}
      <div className="grid gap-2 sm:grid-cols-2">
        {languages.map((language, index) => (
          <Area
            key={language}
            label={t(`language.${language}`)}
            lang={language}
            error={index === 0 ? error : undefined}
            value={(lists[language] ?? []).join('\n')}
            onChange={(event) => written(language, event.target.value ? event.target.value.split('\n') : [])}
            onBlur={() => written(language, (lists[language] ?? []).map((one) => one.trim()).filter(Boolean))}
          />
        ))}
      </div>
    </fieldset>
  )
}
