import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { $api, HOME } from '@/lib/api'

/** Whom a calendar can belong to, and what an empty choice is called. */
export function useWhose() {
  const { t } = useTranslation()
  const { business } = useHere()
  const resources = $api.useQuery('get', `${HOME}/resources`, { params: { path: at(business) } }, { staleTime: 60_000 }).data ?? []
  const nameOf = (id: string) => (id ? (resources.find((one) => one.id === id)?.name ?? id) : t('calendars.everybody'))
  return { resources, nameOf }
}
