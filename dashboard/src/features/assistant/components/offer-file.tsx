import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Field, Select } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import type { Language } from '@/features/assistant/api/draft'
import { type Offer, type Part, readOffer, withOffer } from '@/features/assistant/api/offer'
import type { SectionProps } from '@/features/assistant/components/basics'

const SHADES = { added: 'good', changed: 'brand', same: 'plain', refused: 'danger' } as const

/** A menu or price list from a spreadsheet: looked through line by line, then put into the draft on the page, which is saved as ever. */
export function OfferFile({ definition, set, part }: SectionProps & { part: Part }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('offer.fromFile')}</Button>
      {open && <Reading definition={definition} set={set} part={part} onClose={() => setOpen(false)} />}
    </>
  )
}

function Reading({ definition, set, part, onClose }: SectionProps & { part: Part; onClose: () => void }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const [language, setLanguage] = useState<Language>(definition.languages[0] ?? 'en')
  const look = useMutation({ mutationFn: (file: File) => readOffer(business.id, part, file, language) })
  const taken = look.data?.lines.filter((one) => one.outcome === 'added' || one.outcome === 'changed').length ?? 0
  const put = (offer: Offer) => {
    set(withOffer(definition, offer))
    toast.success(t('offer.put', { count: taken }))
    onClose()
  }
  return (
    <Dialog title={t('offer.fromFile')} onClose={onClose}>
      <div className="space-y-4">
        <p className="text-sm text-faint">{t(part === 'menu' ? 'offer.menuHint' : 'offer.servicesHint')}</p>
        <Select label={t('offer.language')} value={language} onChange={(event) => setLanguage(event.target.value as Language)}>
          {definition.languages.map((one) => (
            <option key={one} value={one}>
              {t(`language.${one}`)}
            </option>
          ))}
        </Select>
        <Field
          label={t('calendars.file')}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file) look.mutate(file)
          }}
        />
        <Fault error={look.error} />
        {look.data && <Lines offer={look.data} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          {look.data && (
            <Button tone="strong" disabled={taken === 0 || look.isPending} onClick={() => put(look.data)}>
              {t('offer.take', { count: taken })}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

function Lines({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const refused = offer.lines.filter((one) => one.outcome === 'refused').length
  return (
    <div className="space-y-2 text-sm">
      <p role="status">{t('offer.told', { taken: offer.lines.length - refused, refused })}</p>
      {offer.ignored_columns.length > 0 && <p className="text-faint">{t('calendars.ignored', { columns: offer.ignored_columns.join(', ') })}</p>}
      <ul aria-label={t('offer.lines')} className="max-h-72 divide-y divide-line overflow-auto rounded-lg border border-line px-3" tabIndex={0}>
        {offer.lines.map((one) => (
          <li key={one.line} className="flex flex-wrap items-center justify-between gap-2 py-1.5">
            <span className="min-w-0">
              <span className="text-faint">{one.line}.</span> <span className="font-medium">{one.name}</span>
              {one.reason && (
                <span className="block text-danger">
                  {t(`offer.reason.${one.reason}`)} {one.shown && `“${one.shown}”`}
                </span>
              )}
            </span>
            <Badge shade={SHADES[one.outcome]}>{t(`offer.outcome.${one.outcome}`)}</Badge>
          </li>
        ))}
      </ul>
    </div>
  )
}
