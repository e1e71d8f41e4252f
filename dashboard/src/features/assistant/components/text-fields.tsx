import { useTranslation } from 'react-i18next'
import { Area, Field } from '@/components/ui/field'
import type { Language, Text } from '@/features/assistant/api/draft'

interface Props {
  label: string
  hint?: string
  languages: readonly Language[]
  text: Text
  onChange: (text: Text) => void
  long?: boolean
  required?: boolean
}

/** One sentence in each language that callers are spoken to in. */
export function TextFields({ label, hint, languages, text, onChange, long = false, required = false }: Props) {
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
            onSay={(words) => onChange({ ...text, [language]: words })}
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
  onSay: (words: string) => void
}

const ShortField = ({ onSay, ...rest }: One) => <Field {...rest} onChange={(event) => onSay(event.target.value)} />

const LongField = ({ onSay, ...rest }: One) => <Area {...rest} rows={2} onChange={(event) => onSay(event.target.value.replace(/\n/g, ' '))} />
