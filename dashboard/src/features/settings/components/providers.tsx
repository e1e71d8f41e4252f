import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Badge, Card } from '@/components/ui/card'
import { Shown } from '@/components/ui/states'
import { $api, HOME } from '@/lib/api'

/** Who may hear, think and speak for callers. The list is held where the service is deployed, and can only be read here. */
export function Providers() {
  const { t } = useTranslation()
  const { business } = useHere()
  const told = $api.useQuery('get', `${HOME}/providers`, { params: { path: at(business) } }, { staleTime: Number.POSITIVE_INFINITY })
  return (
    <Card title={t('settings.section.providers')}>
      <Shown query={told}>
        {({ held, allowed, providers }) => (
          <div className="space-y-3">
            <p className="text-sm text-faint">{t(held ? 'settings.held' : 'settings.notHeld')}</p>
            {!held && business.vertical === 'clinic' && <p className="rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">{t('settings.clinicNotHeld')}</p>}
            <ul aria-label={t('settings.section.providers')} className="divide-y divide-line">
              {providers.map((one) => (
                <li key={one.name} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
                  <span>
                    <span className="font-medium">{one.name}</span> <span className="text-faint">· {one.parts.map((part) => t(`settings.part.${part}`)).join(', ')}</span>
                  </span>
                  {held && <Badge shade={one.allowed ? 'good' : 'danger'}>{t(one.allowed ? 'settings.letIn' : 'settings.keptOut')}</Badge>}
                </li>
              ))}
            </ul>
            {held && <p className="text-sm">{t('settings.heldTo', { names: allowed.join(', ') })}</p>}
          </div>
        )}
      </Shown>
    </Card>
  )
}
