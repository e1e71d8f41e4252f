import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/field'
import { codeFor, COMPANIES, type Which } from '@/features/numbers/api/forwarding'
import { telephone } from '@/lib/telephone'

const WHICH: readonly Which[] = ['unanswered', 'busy', 'all']

/** For whoever keeps the number they have: what to dial so that its calls come here. */
export function Forwarding({ number }: { number: string }) {
  const { t, i18n } = useTranslation()
  const [id, setId] = useState(COMPANIES[0]!.id)
  const [which, setWhich] = useState<Which>('unanswered')
  const company = COMPANIES.find((one) => one.id === id) ?? COMPANIES[0]!
  const code = codeFor(company, which, number)
  const countries = new Intl.DisplayNames([i18n.language, 'en'], { type: 'region' })
  return (
    <Card title={t('numbers.keep')}>
      <p className="mb-3 text-sm text-faint">{t('numbers.keepHint', { number: telephone(number) })}</p>
      <div className="grid gap-3">
        <Select label={t('numbers.company')} value={id} onChange={(event) => setId(event.target.value)}>
          {COMPANIES.map((one) => (
            <option key={one.id} value={one.id}>
              {one.country === '*' ? one.name : `${countries.of(one.country)}: ${one.name}`}
            </option>
          ))}
        </Select>
        <Select label={t('numbers.which')} value={which} onChange={(event) => setWhich(event.target.value as Which)}>
          {WHICH.map((one) => (
            <option key={one} value={one}>
              {t(`numbers.whichOnes.${one}`)}
            </option>
          ))}
        </Select>
      </div>
      {code ? (
        <dl aria-live="polite" className="mt-4 space-y-3">
          <div>
            <dt className="text-sm">{t('numbers.dial')}</dt>
            <dd className="font-mono text-xl font-semibold break-all select-all">{code.dial}</dd>
          </div>
          <div>
            <dt className="text-sm text-faint">{t('numbers.stop')}</dt>
            <dd className="font-mono select-all">{code.stop}</dd>
          </div>
        </dl>
      ) : (
        <p className="mt-4 text-sm text-warn">{t('numbers.notOffered')}</p>
      )}
      <p className="mt-3 text-xs text-faint">
        {t('numbers.tryIt')}{' '}
        <a className="underline" href={company.source.url} target="_blank" rel="noreferrer">
          {t('numbers.says', { source: company.source.name })}
        </a>
      </p>
    </Card>
  )
}
