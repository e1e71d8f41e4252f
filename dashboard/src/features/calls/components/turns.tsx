import { useTranslation } from 'react-i18next'
import type { CallEvent } from '@/lib/live'

type Timed = Extract<CallEvent, { type: 'turn.timed' }>

const STAGES = [
  ['end_of_turn_ms', 'calls.endOfTurn', 'bg-faint'],
  ['transcribe_ms', 'calls.hearing', 'bg-warn'],
  ['think_ms', 'calls.thinking', 'bg-brand'],
  ['voice_ms', 'calls.voice', 'bg-good'],
] as const

/** How long the caller waited for each answer, and for what. */
export function Turns({ events }: { events: CallEvent[] }) {
  const { t } = useTranslation()
  const turns = events.filter((event): event is Timed => event.type === 'turn.timed')
  const longest = Math.max(...turns.map((turn) => turn.total_ms))
  return (
    <details className="rounded-2xl border border-line bg-raised p-4 shadow-sm sm:p-5">
      <summary className="cursor-pointer text-lg font-semibold">{t('calls.details')}</summary>
      <p className="mt-2 text-xs text-faint">{t('calls.detailsHint')}</p>
      <ul className="my-3 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {STAGES.map(([stage, name, shade]) => (
          <li key={stage} className="flex items-center gap-1">
            <span aria-hidden className={`size-3 rounded-sm ${shade}`} /> {t(name)}
          </li>
        ))}
      </ul>
      <table className="w-full text-xs">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('calls.turn')}</th>
            <th scope="col">{t('calls.stages')}</th>
            <th scope="col">{t('calls.total')}</th>
          </tr>
        </thead>
        <tbody>
          {turns.map((turn) => (
            <tr key={turn.seq}>
              <th scope="row" className="pr-2 text-left font-normal text-faint">
                {turn.turn}
              </th>
              <td className="w-full py-1">
                <span className="sr-only">{STAGES.map(([stage, name]) => `${t(name)} ${Math.round(turn[stage])} ms`).join(', ')}</span>
                <span aria-hidden className="flex h-3 overflow-hidden rounded-sm" style={{ width: `${(100 * turn.total_ms) / longest}%` }}>
                  {STAGES.map(([stage, , shade]) => (
                    <span key={stage} className={shade} style={{ flexGrow: Math.max(0, turn[stage]) }} title={`${Math.round(turn[stage])} ms`} />
                  ))}
                </span>
              </td>
              <td className="pl-2 text-right whitespace-nowrap">{Math.round(turn.total_ms)} ms</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
