import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Field, Select } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import { bring, type Report, type Sent, worstFirst } from '@/features/bookings/api/bring'
import { useWhose } from '@/features/bookings/api/whose'
import { worded } from '@/lib/ids'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

const SHADES = { booked: 'good', known: 'plain', refused: 'danger', not_reached: 'warn' } as const
const MOST_SHOWN = 200

/** Bookings brought from another program: looked through first, line by line, and booked only when somebody has seen that. */
export function Bring() {
  const { t, i18n } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const { resources } = useWhose()
  const [chosen, setChosen] = useState<File>()
  const [wish, setWish] = useState<Omit<Sent, 'file'>>({ dates: '', service: '', resource: '' })
  const look = useMutation({ mutationFn: (sent: Sent) => bring(business.id, sent, true) })
  const book = useMutation({
    mutationFn: (sent: Sent) => bring(business.id, sent, false),
    onSuccess: (report) => {
      toast.success(t('calendars.brought', { count: report.booked }))
      return stale('/bookings', '/customers')
    },
  })
  const set = (part: Partial<typeof wish>) => {
    setWish((now) => ({ ...now, ...part }))
    look.reset()
    book.reset()
  }
  const busy = look.isPending || book.isPending
  const report = book.data ?? look.data
  return (
    <Card title={t('calendars.bring')}>
      <p className="mb-3 text-sm text-faint">{t('calendars.bringHint')}</p>
      <form
        aria-label={t('calendars.bring')}
        className="grid items-end gap-3 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen) look.mutate({ ...wish, file: chosen })
        }}
      >
        <Field
          label={t('calendars.file')}
          type="file"
          required
          accept=".csv,.tsv,.ics,text/csv,text/calendar"
          onChange={(event) => {
            setChosen(event.target.files?.[0])
            look.reset()
            book.reset()
          }}
        />
        <Select label={t('calendars.dates')} value={wish.dates} onChange={(event) => set({ dates: event.target.value as Sent['dates'] })}>
          <option value="">{t('calendars.datesTold')}</option>
          <option value="day_first">{t('calendars.dayFirst')}</option>
          <option value="month_first">{t('calendars.monthFirst')}</option>
        </Select>
        <Select label={t('calendars.service')} value={wish.service} onChange={(event) => set({ service: event.target.value })}>
          <option value="">{t('calendars.asWritten')}</option>
          {business.services.map((one) => (
            <option key={one.id} value={one.id}>
              {worded(one.name, i18n.language)}
            </option>
          ))}
        </Select>
        <Select label={t('calendars.resource')} value={wish.resource} onChange={(event) => set({ resource: event.target.value })}>
          <option value="">{t('calendars.asWritten')}</option>
          {resources.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        <div className="flex flex-wrap justify-end gap-2 sm:col-span-2">
          <Button type="submit" tone={look.data ? 'plain' : 'strong'} disabled={!chosen || busy}>
            {t('calendars.look')}
          </Button>
          {look.data && !book.data && look.data.booked > 0 && (
            <Button tone="strong" disabled={busy || !chosen} onClick={() => chosen && book.mutate({ ...wish, file: chosen })}>
              {t('calendars.book', { count: look.data.booked })}
            </Button>
          )}
        </div>
      </form>
      <Fault error={look.error ?? book.error} />
      {report && <Told report={report} />}
    </Card>
  )
}

function Told({ report }: { report: Report }) {
  const { t } = useTranslation()
  const { timezone } = useHere()
  const lines = worstFirst(report.lines)
  return (
    <div className="mt-4 space-y-2">
      <p role="status" className="font-medium">
        {t(report.dry_run ? 'calendars.wouldBe' : 'calendars.was', { booked: report.booked, known: report.known, refused: report.refused })}
      </p>
      {report.not_reached > 0 && <p className="text-sm text-warn">{t('calendars.notReached', { count: report.not_reached })}</p>}
      {report.ignored_columns.length > 0 && <p className="text-sm text-faint">{t('calendars.ignored', { columns: report.ignored_columns.join(', ') })}</p>}
      <div className="max-h-96 overflow-auto rounded-lg border border-line" tabIndex={0}>
        <table className="w-full text-left text-sm">
          <thead className="sticky top-0 bg-raised">
            <tr>
              {(['line', 'outcome', 'when', 'why'] as const).map((one) => (
                <th key={one} scope="col" className="px-3 py-2 text-xs font-medium text-faint">
                  {t(`calendars.column.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {lines.slice(0, MOST_SHOWN).map((one) => (
              <tr key={one.line}>
                <td className="px-3 py-1.5">{one.line}</td>
                <td className="px-3 py-1.5">
                  <Badge shade={SHADES[one.outcome]}>{t(`calendars.outcome.${one.outcome}`)}</Badge>
                </td>
                <td className="px-3 py-1.5">{one.start ? dayAndTime(one.start, timezone) : ''}</td>
                <td className="px-3 py-1.5 break-words">{one.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > MOST_SHOWN && <p className="text-sm text-faint">{t('calendars.more', { count: lines.length - MOST_SHOWN })}</p>}
    </div>
  )
}
