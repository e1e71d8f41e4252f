import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Fault } from '@/components/ui/states'
import { ApiProblem, type Schemas } from '@/lib/api'
import { dayAndTime } from '@/lib/time'

/** Why the book says no, and what can be had instead. */
export function Refused({ error, onPick }: { error: unknown; onPick: (start: string) => void }) {
  const { t } = useTranslation()
  const { timezone } = useHere()
  if (!error) return null
  const others = error instanceof ApiProblem ? ((error.more.alternatives as Schemas['Place'][] | undefined) ?? []) : []
  return (
    <div>
      <Fault error={error} />
      {others.length > 0 && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <span>{t('bookings.instead')}</span>
          {others.map((one) => (
            <Button key={one.start + one.resources.join()} onClick={() => onPick(one.start)}>
              {dayAndTime(one.start, timezone)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
