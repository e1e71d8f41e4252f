import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Area, Field, Select } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { houseTelephone, type Language, overlayOf, type Wish } from '@/features/today/api/overlay'
import { overlaysQuery } from '@/features/today/api/queries'
import { $api, HOME, type Schemas } from '@/lib/api'
import { newId, worded } from '@/lib/ids'
import { useStale } from '@/lib/stale'
import { telephone } from '@/lib/telephone'
import { dayAndTime, isoDay, longDay } from '@/lib/time'

const KINDS = ['sold_out', 'closing_early', 'to_staff', 'notice'] as const

/** What is true only today: it counts for the next caller, and ends by itself. */
export function PassingFacts() {
  const { t } = useTranslation()
  const { business } = useHere()
  const manages = useMay(business.id, 'manager')
  const [adding, setAdding] = useState<Wish['kind']>()
  const overlays = useQuery(overlaysQuery(business.id))
  return (
    <Card title={t('today.passing')}>
      {manages && (
        <div className="mb-3 flex flex-wrap gap-2">
          {KINDS.filter((kind) => kind !== 'to_staff' || houseTelephone(business)).map((kind) => (
            <Button key={kind} onClick={() => setAdding(kind)}>
              {t(`today.add.${kind}`)}
            </Button>
          ))}
        </div>
      )}
      <Shown query={overlays} lines={1}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{t('today.nothingPassing')}</Empty>
          ) : (
            <ul className="divide-y divide-line">
              {found.map((one) => (
                <li key={one.id}>
                  <Fact fact={one} mayEnd={manages} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {adding && <NewFact kind={adding} onClose={() => setAdding(undefined)} />}
    </Card>
  )
}

function Fact({ fact, mayEnd }: { fact: Schemas['OverlayOut']; mayEnd: boolean }) {
  const { t, i18n } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const remove = $api.useMutation('delete', `${HOME}/overlays/{overlay}`, { onSettled: () => stale('/overlays', '/out-of-place') })
  const service = business.services.find((one) => one.id === fact.service)
  return (
    <div className="py-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2">
            <Badge shade="warn">{t(`today.kind.${fact.kind}`)}</Badge>
            {fact.closes && <span>{fact.closes.slice(0, 5)}</span>}
            {service && <span>{worded(service.name, i18n.language)}</span>}
          </p>
          <p className="text-sm text-faint">{t('today.until', { when: fact.until ? dayAndTime(fact.until, timezone) : longDay(fact.last) })}</p>
          {Object.keys(fact.text).length > 0 && <p className="mt-1">“{worded(fact.text, i18n.language)}”</p>}
        </div>
        {mayEnd && (
          <Button disabled={remove.isPending} onClick={() => remove.mutate({ params: { path: { ...at(business), overlay: fact.id }, query: { revision: fact.revision } } })}>
            {t('today.endNow')}
          </Button>
        )}
      </div>
      <Fault error={remove.error} />
    </div>
  )
}

function NewFact({ kind, onClose }: { kind: Wish['kind']; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const today = isoDay(new Date(), timezone)
  const [id] = useState(() => newId('overlay'))
  const [wish, setWish] = useState<Wish>({ kind, last: today, until: '', closes: '', service: '', text: {} })
  const set = (part: Partial<Wish>) => setWish((now) => ({ ...now, ...part }))
  const put = $api.useMutation('put', `${HOME}/overlays/{overlay}`, {
    onSuccess: (told) => {
      void stale('/overlays', '/out-of-place')
      if (told.out_of_place.length > 0) toast.warning(t('today.nowMisfit', { count: told.out_of_place.length }))
      else toast.success(t('today.counts'))
      onClose()
    },
  })
  return (
    <Dialog title={t(`today.add.${kind}`)} onClose={onClose}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          put.mutate({ params: { path: { ...at(business), overlay: id }, header: { 'if-none-match': '*' } }, body: overlayOf(wish, today, timezone) })
        }}
      >
        <p className="text-sm text-faint">
          {t(`today.explain.${kind}`)}
          {kind === 'to_staff' && ` ${t('today.rings', { number: telephone(houseTelephone(business) ?? '', business.numbers[0]) })}`}
        </p>
        {kind === 'closing_early' && <Field label={t('today.closes')} type="time" required value={wish.closes} onChange={(event) => set({ closes: event.target.value })} />}
        {kind === 'sold_out' && (
          <Select label={t('today.what')} value={wish.service} onChange={(event) => set({ service: event.target.value })}>
            <option value="">{t('today.everything')}</option>
            {business.services.map((one) => (
              <option key={one.id} value={one.id}>
                {worded(one.name, i18n.language)}
              </option>
            ))}
          </Select>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('today.lastDay')} type="date" required min={today} value={wish.last} onChange={(event) => set({ last: event.target.value })} />
          <Field label={t('today.untilTime')} hint={t('today.untilHint')} type="time" value={wish.until} onChange={(event) => set({ until: event.target.value })} />
        </div>
        <fieldset className="space-y-3">
          <legend className="text-sm font-medium">{kind === 'notice' ? t('today.words') : t('today.wordsToo')}</legend>
          {business.languages.map((language) => (
            <Area
              key={language}
              label={t(`language.${language}`)}
              rows={2}
              maxLength={300}
              lang={language}
              required={kind === 'notice' && language === business.languages[0]}
              value={wish.text[language as Language] ?? ''}
              onChange={(event) => set({ text: { ...wish.text, [language]: event.target.value.replace(/\n/g, ' ') } })}
            />
          ))}
        </fieldset>
        <Fault error={put.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="strong" disabled={put.isPending}>
            {t('today.start')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
