import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Card, PageTitle } from '@/components/ui/card'
import { Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { numbersQuery } from '@/features/numbers/api/numbers'
import { Forwarding } from '@/features/numbers/components/forwarding'
import { GetNumber } from '@/features/numbers/components/get-number'
import { OwnNumber } from '@/features/numbers/components/own-number'
import { RingFirst } from '@/features/numbers/components/ring-first'
import { Texts } from '@/features/numbers/components/texts'
import { useStale } from '@/lib/stale'

export function NumbersPage() {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const manages = useMay(business.id, 'manager')
  const numbers = useQuery(numbersQuery(business.id))
  return (
    <>
      <PageTitle title={t('numbers.title')} hint={t('numbers.hint')} />
      <Shown query={numbers} lines={4}>
        {(found) => (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <div className="min-w-0 space-y-4">
              <Card title={t('numbers.yours')}>
                <ul aria-label={t('numbers.yours')} className="divide-y divide-line">
                  {found.numbers.map((one) => (
                    <OwnNumber key={one.number} one={one} mayChange={found.may_change && manages} only={found.numbers.length === 1} />
                  ))}
                </ul>
              </Card>
              {manages &&
                (found.may_change ? (
                  <GetNumber business={business.id} inUse then={() => stale('')} />
                ) : (
                  <Card title={t('numbers.get')}>
                    <p className="text-sm text-faint">{t('numbers.cannot')}</p>
                  </Card>
                ))}
            </div>
            <div className="min-w-0 space-y-4">
              <Forwarding number={found.numbers[0]?.number ?? ''} />
              {manages && <RingFirst />}
              <Texts told={found} mayChange={manages} />
            </div>
          </div>
        )}
      </Shown>
    </>
  )
}
