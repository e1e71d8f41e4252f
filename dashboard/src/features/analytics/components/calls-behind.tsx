import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Empty, Shown } from '@/components/ui/states'
import { type Mark, useCallsBehind } from '@/features/analytics/api/analytics'
import { useOutcome } from '@/lib/outcome'
import { telephone } from '@/lib/telephone'
import { dayAndTime } from '@/lib/time'

/** The very calls that a number counts. */
export function CallsBehind({ title, marks, today, days, onClose }: { title: string; marks: readonly Mark[]; today: string; days: number; onClose: () => void }) {
  const { t } = useTranslation()
  const outcome = useOutcome()
  const { business, timezone } = useHere()
  const [mark, setMark] = useState(marks[0])
  const calls = useCallsBehind(business.id, mark, today, days)
  return (
    <Dialog title={title} onClose={onClose}>
      {marks.length > 1 && (
        <div className="mb-3 flex flex-wrap gap-1">
          {marks.map((one) => (
            <Button key={one} tone={one === mark ? 'strong' : 'plain'} aria-pressed={one === mark} onClick={() => setMark(one)}>
              {t(`results.mark.${one}`)}
            </Button>
          ))}
        </div>
      )}
      {days > 31 && <p className="mb-2 text-sm text-faint">{t('results.lastMonth')}</p>}
      <Shown query={calls}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{t('results.noCalls')}</Empty>
          ) : (
            <ul className="divide-y divide-line">
              {found.map((call) => (
                <li key={call.call}>
                  <Link to="/$business/calls/$call" params={{ ...at(business), call: call.call }} className="flex flex-wrap justify-between gap-x-3 rounded-lg px-2 py-2 hover:bg-sunken">
                    <span className="font-medium">{call.erased ? t('calls.erased') : (call.caller ? telephone(call.caller, business.numbers[0]) : t('live.withheld'))}</span>
                    <span className="text-sm text-faint">
                      {dayAndTime(call.started, timezone)} · {outcome(call.status === 'ended' ? call.outcome : call.status)}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Dialog>
  )
}
