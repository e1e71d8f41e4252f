import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { ButtonLink } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/card'
import { useMay } from '@/features/account/api/account'
import { Bring } from '@/features/bookings/components/bring'
import { Connected } from '@/features/bookings/components/connected'
import { Feeds } from '@/features/bookings/components/feeds'

/** The book in other calendars, other calendars in the book, and bookings brought from elsewhere. */
export function CalendarsPage() {
  const { t } = useTranslation()
  const { business } = useHere()
  const manages = useMay(business.id, 'manager')
  return (
    <>
      <PageTitle title={t('calendars.title')} hint={t('calendars.hint')}>
        <ButtonLink to="/$business/bookings" params={at(business)}>
          {t('bookings.title')}
        </ButtonLink>
      </PageTitle>
      <div className="space-y-4">
        <Feeds manages={manages} />
        <Connected manages={manages} />
        {manages && <Bring />}
      </div>
    </>
  )
}
