import { useTranslation } from 'react-i18next'
import { percent, plainNumber } from '@/lib/numbers'

export interface Series {
  name: string
  /** A background of the theme: `bg-brand`. */
  shade: string
}

interface Told {
  title: string
  /** What the first column of the table is called. */
  of: string
  series: readonly Series[]
  bars: readonly { label: string; parts: readonly number[] }[]
}

const MARKS = 3
/** A mark that begins behind that share of the bars would stick out on the right. */
const ROOM = 0.8

/** Bars that stand side by side, each of stacked parts; behind them the same as a table, for whoever reads rather than looks. */
export function Bars({ title, of, series, bars }: Told) {
  const highest = Math.max(1, ...bars.map((bar) => bar.parts.reduce((sum, part) => sum + part, 0)))
  const every = Math.max(1, Math.ceil(bars.length / MARKS))
  return (
    <figure aria-label={title}>
      {series.length > 1 && (
        <ul aria-hidden className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-faint">
          {series.map((one) => (
            <li key={one.name} className="flex items-center gap-1.5">
              <span className={`size-3 rounded-sm ${one.shade}`} />
              {one.name}
            </li>
          ))}
        </ul>
      )}
      <div aria-hidden className="flex gap-2">
        <div className="flex h-40 flex-col justify-between text-right text-xs text-faint tabular-nums">
          <span>{plainNumber(highest)}</span>
          <span>0</span>
        </div>
        <div className="min-w-0 flex-1">
          <div className="flex h-40 items-end gap-px border-b border-line sm:gap-0.5">
            {bars.map((bar) => (
              <div key={bar.label} className="flex h-full min-w-0 flex-1 flex-col-reverse" title={said(bar, series)}>
                {bar.parts.map((part, at) => (
                  <div key={series[at]?.name} className={`w-full first:rounded-b-none last:rounded-t-sm ${series[at]?.shade}`} style={{ height: `${(part / highest) * 100}%` }} />
                ))}
              </div>
            ))}
          </div>
          <div className="mt-1 flex text-xs text-faint">
            {bars.map((bar, at) => (
              <span key={bar.label} className="min-w-0 flex-1 overflow-visible whitespace-nowrap">
                {at % every === 0 && at < bars.length * ROOM ? bar.label : ''}
              </span>
            ))}
          </div>
        </div>
      </div>
      <Behind title={title} of={of} series={series} bars={bars} />
    </figure>
  )
}

const said = (bar: Told['bars'][number], series: readonly Series[]) => [bar.label, ...series.map((one, at) => `${one.name}: ${plainNumber(bar.parts[at] ?? 0)}`)].join('\n')

function Behind({ title, of, series, bars }: Told) {
  const { t } = useTranslation()
  return (
    <details className="mt-3 text-sm">
      <summary className="w-fit cursor-pointer rounded text-brand underline">{t('chart.asTable')}</summary>
      <div className="mt-2 max-h-72 overflow-auto rounded-lg border border-line" tabIndex={0} role="region" aria-label={title}>
        <table className="w-full text-left tabular-nums">
          <caption className="sr-only">{title}</caption>
          <thead className="sticky top-0 bg-sunken">
            <tr>
              <th scope="col" className="px-3 py-1.5 font-medium">
                {of}
              </th>
              {series.map((one) => (
                <th key={one.name} scope="col" className="px-3 py-1.5 text-right font-medium">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {bars.map((bar) => (
              <tr key={bar.label}>
                <th scope="row" className="px-3 py-1 font-normal">
                  {bar.label}
                </th>
                {bar.parts.map((part, at) => (
                  <td key={series[at]?.name} className="px-3 py-1 text-right">
                    {plainNumber(part)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** Lines one below the other, the longest first: how something is divided up. */
export function Shares({ parts, whole = parts.reduce((sum, part) => sum + part.value, 0) }: { parts: readonly { name: string; value: number }[]; whole?: number }) {
  const most = Math.max(1, ...parts.map((part) => part.value))
  return (
    <ul className="space-y-2 text-sm">
      {[...parts]
        .sort((one, other) => other.value - one.value)
        .map((part) => (
          <li key={part.name}>
            <div className="flex justify-between gap-3">
              <span>{part.name}</span>
              <span className="tabular-nums">
                {plainNumber(part.value)} <span className="text-faint">({percent(part.value / Math.max(whole, 1))})</span>
              </span>
            </div>
            <div aria-hidden className="mt-1 h-2 rounded-full bg-sunken">
              <div className="h-2 rounded-full bg-brand" style={{ width: `${(part.value / most) * 100}%` }} />
            </div>
          </li>
        ))}
    </ul>
  )
}
