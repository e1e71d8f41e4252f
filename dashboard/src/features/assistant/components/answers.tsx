import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Area, Field } from '@/components/ui/field'
import { Empty } from '@/components/ui/states'
import { replaced, without } from '@/features/assistant/api/draft'
import type { SectionProps } from '@/features/assistant/components/basics'
import { Entry } from '@/features/assistant/components/entry'
import { TextFields } from '@/features/assistant/components/text-fields'

export function Answers({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  const { faqs, languages } = definition
  return (
    <div className="space-y-4">
      <p className="text-sm text-faint">{t('assistant.answersHint')}</p>
      {faqs.length === 0 && <Empty>{t('assistant.noAnswers')}</Empty>}
      {faqs.map((faq, index) => {
        const edit = (part: Partial<typeof faq>) => set({ faqs: replaced(faqs, index, part) })
        return (
          <Entry key={index} at={['faqs', index]} name={faq.question} fresh={!faq.question}>
            <Field label={t('assistant.question')} required maxLength={300} value={faq.question} onChange={(event) => edit({ question: event.target.value })} />
            <Area
              label={t('assistant.otherWords')}
              hint={t('assistant.otherWordsHint')}
              value={faq.variants.join('\n')}
              onChange={(event) => edit({ variants: event.target.value.split('\n') })}
              onBlur={() => edit({ variants: faq.variants.map((one) => one.trim()).filter(Boolean) })}
            />
            <TextFields label={t('assistant.answer')} languages={languages} text={faq.answer} required onChange={(answer) => edit({ answer })} long />
            <Button onClick={() => set({ faqs: without(faqs, index) })}>{t('action.remove')}</Button>
          </Entry>
        )
      })}
      <Button onClick={() => set({ faqs: [...faqs, { id: '', question: '', variants: [], answer: {} }] })}>{t('assistant.addAnswer')}</Button>
    </div>
  )
}
